import Foundation

/// Small files that are whole or not there, and survive a loss of power once they are written.
enum DurableFile {
    /// No file that is read whole has more.
    private static let byteCountMax = 4 << 20

    static func read(_ path: String) throws(CheckpointError) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            let data = try file.read(upToCount: byteCountMax + 1) ?? Data()
            guard data.count <= byteCountMax else {
                throw CheckpointError.file(
                    path: path,
                    reason: "the file has more than \(byteCountMax) bytes"
                )
            }
            return Array(data)
        } catch let error as CheckpointError {
            throw error
        } catch {
            throw .file(path: path, reason: error.localizedDescription)
        }
    }

    /// Writes a file at one stroke, in the place of any that is there.
    static func write(_ bytes: [UInt8], to path: String) throws(CheckpointError) {
        do {
            let target = URL(filePath: path)
            // Foundation writes a file beside, flushes it to the disk, and renames it.
            try Data(bytes).write(to: target, options: .atomic)
            let folder = try FileHandle(forReadingFrom: target.deletingLastPathComponent())
            defer { try? folder.close() }
            try folder.synchronize()
        } catch {
            throw .file(path: path, reason: error.localizedDescription)
        }
    }
}
