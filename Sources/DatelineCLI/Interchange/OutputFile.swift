import ArgumentParser
import Foundation
import NewsFacts

/// A file that has its name when it is complete, and not before; or standard output.
final class OutputFile {
    /// What the file is called in a message.
    private let name: String
    private let handle: FileHandle
    /// Where the file is written, and the name that it will have; nil for standard output.
    private let place: (temporary: String, target: String)?
    private var buffer = Data()
    private var isComplete = false

    private static let bufferByteCount = 1 << 18

    /// Begins to write to a path, or to standard output for `-`.
    ///
    /// - Throws: When there is something at the path already that is not to be replaced.
    init(at path: String, replacing: Bool) throws {
        name = path == "-" ? "standard output" : path.printable
        guard path != "-" else {
            handle = .standardOutput
            place = nil
            return
        }
        let url = URL(filePath: path, directoryHint: .notDirectory).standardizedFileURL
            .resolvingSymlinksInPath()
        let target = url.path(percentEncoded: false)
        if let type = try? FileManager.default.attributesOfItem(atPath: target)[.type] {
            guard type as? FileAttributeType == .typeRegular else {
                throw MovingError(
                    "\(path.printable) is no file; name a file, or - for standard output"
                )
            }
            guard replacing else {
                throw MovingError("\(path.printable) exists already; --force replaces it")
            }
        }
        let temporary = url.deletingLastPathComponent().appending(
            path: ".\(url.lastPathComponent).\(UUID().uuidString)"
        )
        do {
            try Data().write(to: temporary, options: .withoutOverwriting)
            handle = try FileHandle(forWritingTo: temporary)
        } catch {
            throw MovingError("\(name): \(error.localizedDescription)")
        }
        place = (temporary.path(percentEncoded: false), target)
    }

    deinit {
        if !isComplete, let place { try? FileManager.default.removeItem(atPath: place.temporary) }
    }

    func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.bufferByteCount { try flush() }
    }

    private func flush() throws {
        try acting { try handle.write(contentsOf: buffer) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Gives the file its name; when this returns, it is on the disk.
    func complete() throws {
        try flush()
        guard let place else { return }
        try acting {
            try handle.synchronize()
            try handle.close()
            // Foundation has no renaming over another file. Should this end between the two steps,
            // the new file is there, complete, under its temporary name.
            isComplete = true
            if FileManager.default.fileExists(atPath: place.target) {
                try FileManager.default.removeItem(atPath: place.target)
            }
            try FileManager.default.moveItem(atPath: place.temporary, toPath: place.target)
            let folder = URL(filePath: place.target).deletingLastPathComponent()
            let names = try FileHandle(forReadingFrom: folder)
            try names.synchronize()
            try names.close()
        }
    }

    private func acting(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw MovingError("\(name): \(error.localizedDescription)")
        }
    }
}

/// Why data could not be moved.
struct MovingError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
