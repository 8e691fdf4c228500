import Foundation

/// A folder that appears under its name when it is complete, and not before.
///
/// Until then it stands beside, under a name that begins with a dot, and it goes with the last
/// reference.
final class NewFolder {
    /// Where it is filled.
    let path: String
    private let target: String
    private var isPublished = false

    /// Begins a folder where there is nothing yet.
    ///
    /// - Throws: ``LedgerError/alreadyExists(path:)`` or ``LedgerError/folder(path:reason:)``.
    init(for target: String) throws(LedgerError) {
        let url = URL(filePath: target, directoryHint: .notDirectory).standardizedFileURL
        self.target = url.path(percentEncoded: false)
        guard !FileManager.default.fileExists(atPath: self.target) else {
            throw .alreadyExists(path: target)
        }
        let parent = url.deletingLastPathComponent()
        let name = ".\(url.lastPathComponent).\(UUID().uuidString)"
        path = parent.appending(path: name).path(percentEncoded: false)
        do {
            try FileManager.default.createDirectory(
                at: parent,
                withIntermediateDirectories: true
            )
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: false
            )
        } catch {
            throw .folder(path: target, reason: error.localizedDescription)
        }
    }

    deinit { if !isPublished { try? FileManager.default.removeItem(atPath: path) } }

    /// Copies a folder into this one, if it is there, file by file onto the disk.
    func take(folder name: String, of source: String) throws(LedgerError) {
        let from = source + "/" + name
        let to = path + "/" + name
        guard FileManager.default.fileExists(atPath: from) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: to,
                withIntermediateDirectories: false
            )
            // A file whose name begins with a dot is one that is being written.
            for inner in try FileManager.default.contentsOfDirectory(atPath: from)
            where !inner.hasPrefix(".") {
                try FileManager.default.copyItem(
                    atPath: from + "/" + inner,
                    toPath: to + "/" + inner
                )
                try Self.sync(to + "/" + inner)
            }
            try Self.sync(to)
        } catch {
            throw .folder(path: target, reason: error.localizedDescription)
        }
    }

    /// Removes what opening a log leaves beside it, and gives the folder its name.
    ///
    /// When this returns, the name is on the disk; where folders above were made for it, so is the
    /// name of the lowest only.
    ///
    /// - Throws: ``LedgerError/folder(path:reason:)``. Nothing is left then, but when the last
    ///   flush fails: then the folder is there, and may go with a loss of power.
    func publish() throws(LedgerError) {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: path)
            where name.hasSuffix("-lock") {
                try FileManager.default.removeItem(atPath: path + "/" + name)
            }
            try Self.sync(path)
            try FileManager.default.moveItem(atPath: path, toPath: target)
            isPublished = true
            try Self.sync(
                URL(filePath: target).deletingLastPathComponent().path(percentEncoded: false)
            )
        } catch {
            // Another process may have been quicker.
            let isThere = !isPublished && FileManager.default.fileExists(atPath: target)
            throw isThere
                ? .alreadyExists(path: target)
                : .folder(path: target, reason: error.localizedDescription)
        }
    }

    /// Sees to it that a file, or the names in a folder, survive a loss of power.
    static func sync(_ path: String) throws(LedgerError) {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            try file.synchronize()
        } catch {
            throw .folder(path: path, reason: error.localizedDescription)
        }
    }
}
