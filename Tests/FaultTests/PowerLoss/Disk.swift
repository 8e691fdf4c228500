import Foundation
import TestSupport

/// A disk with a cache that a loss of power empties: what a child wrote, and what of it must be there.
///
/// A change is on the disk when its descriptor writes through, or when the file was synced after it.
/// Of the others any may be there, or not, or parts of them. A name is on the disk when its folder
/// was synced; of the names that were not, the first so many may be there.
struct Disk {
    /// What may be relied upon besides what is promised.
    enum Kind {
        /// A name is there only if its folder was synced.
        case strict
        /// As on ext4, XFS and Btrfs, a file that is synced has its name, and all changes of names
        /// before are there too.
        case journaled
        /// Nothing: it says of everything that it is on the disk, and forgets it.
        case lying
    }

    private struct Change {
        enum What {
            case write(offset: Int, bytes: [UInt8])
            case truncate(to: Int)
        }
        let what: What
        let isDurable: Bool
    }

    private struct File {
        var durable: [UInt8] = []
        var changes: [Change] = []
    }

    private enum Node {
        case folder
        case file(Int)
    }

    private enum NameChange {
        case make(String, Node)
        case remove(String)
        case rename(String, String)

        var folder: String {
            switch self {
            case .make(let path, _), .remove(let path), .rename(let path, _):
                String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
            }
        }
    }

    private let kind: Kind
    private var files: [File] = []
    private var names: [String: Node] = [:]
    private var durableNames: [String: Node] = [:]
    private var nameChanges: [NameChange] = []

    /// A disk that holds a folder, all of it durable.
    init(_ kind: Kind, holding folder: String) throws {
        self.kind = kind
        let paths = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        for path in [""] + paths.map({ "/" + $0 }) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + path, isDirectory: &isFolder)
            if isFolder.boolValue {
                names[path] = .folder
            } else {
                let bytes = Array(try Data(contentsOf: URL(filePath: folder + path)))
                names[path] = .file(files.count)
                files.append(File(durable: bytes))
            }
        }
        durableNames = names
    }

    /// Takes a call as it was made; when it is still `inFlight`, power was lost before its end.
    mutating func take(_ step: Step, _ bytes: [UInt8], inFlight: Bool = false) {
        guard step.result >= 0 else { return }
        switch step.name {
        case "open" where step.kind == .makes: make(.file(files.count), at: step.path)
        case "open" where step.offset == 1:
            change(step.path, Change(what: .truncate(to: 0), isDurable: false))
        case "mkdir": make(.folder, at: step.path)
        case "write", "pwrite", "writev", "pwritev":
            let isDurable = step.isWrittenThrough && !inFlight && kind != .lying
            let what = Change.What.write(offset: step.offset, bytes: bytes)
            change(step.path, Change(what: what, isDurable: isDurable))
        case "ftruncate":
            change(step.path, Change(what: .truncate(to: step.byteCount), isDurable: false))
        case "fsync" where !inFlight, "fdatasync" where !inFlight: sync(step)
        case "rename":
            nameChanges.append(.rename(step.path, step.otherPath))
            Self.apply(.rename(step.path, step.otherPath), to: &names)
        case "unlink", "rmdir":
            names[step.path] = nil
            nameChanges.append(.remove(step.path))
        default: break
        }
    }

    private mutating func make(_ node: Node, at path: String) {
        if case .file = node { files.append(File()) }
        names[path] = node
        nameChanges.append(.make(path, node))
    }

    private mutating func change(_ path: String, _ change: Change) {
        // A file that has no name any more is nothing to find after a loss of power.
        guard case .file(let number) = names[path] else { return }
        files[number].changes.append(change)
    }

    private mutating func sync(_ step: Step) {
        guard kind != .lying, let node = names[step.path] else { return }
        if case .file(let number) = node {
            files[number].durable = content(of: files[number]) { _ in .whole }
            files[number].changes = []
        }
        let isJournalSynced = kind == .journaled && step.name == "fsync"
        var left: [NameChange] = []
        for change in nameChanges {
            if isJournalSynced || change.folder == step.path {
                Self.apply(change, to: &durableNames)
            } else {
                left.append(change)
            }
        }
        nameChanges = left
    }

    private static func apply(_ change: NameChange, to names: inout [String: Node]) {
        switch change {
        case .make(let path, let node): names[path] = node
        case .remove(let path): names[path] = nil
        case .rename(let path, let other):
            // A folder takes along what is in it.
            for name in names.keys where name == path || name.hasPrefix(path + "/") {
                names[other + name.dropFirst(path.count)] = names.removeValue(forKey: name)
            }
        }
    }

    /// How much of a change is there.
    private enum Part {
        case nothing, whole
        /// Of its sectors those with even numbers, of so many bytes each, or those with odd.
        case sectors(byteCount: Int, mask: UInt64)
    }

    private func content(of file: File, _ part: (Change) -> Part) -> [UInt8] {
        var content = file.durable
        for change in file.changes {
            switch (change.what, change.isDurable ? .whole : part(change)) {
            case (_, .nothing): break
            case (.truncate(let byteCount), _):
                content = Array(content.prefix(byteCount))
                content += [UInt8](repeating: 0, count: byteCount - content.count)
            case (.write(let offset, let bytes), .whole): content.put(bytes[...], at: offset)
            case (.write(let offset, let bytes), .sectors(let size, let mask)):
                for start in stride(from: 0, to: bytes.count, by: size)
                where mask >> UInt64(start / size % 64) & 1 == 1 {
                    content.put(bytes[start..<min(start + size, bytes.count)], at: offset + start)
                }
            }
        }
        return content
    }

    /// Writes what a loss of power could leave to a folder that stands for the one of the disk.
    ///
    /// Half of the time that is most of what was done, as after a cache that was almost written out: what
    /// is torn beyond recognition, everybody refuses.
    func write(to target: String, using randomness: inout SeededRandomness) throws {
        let isMost = Bool.random(using: &randomness)
        var names = durableNames
        for (_, changes) in Dictionary(
            grouping: nameChanges,
            by: { kind == .strict ? $0.folder : "" }
        ) {
            let least = isMost ? changes.count : 0
            for change in changes.prefix(.random(in: least...changes.count, using: &randomness)) {
                Self.apply(change, to: &names)
            }
        }
        for (path, node) in names.sorted(by: { $0.key < $1.key }) where !path.isEmpty {
            let copy = target + path
            switch node {
            case .folder:
                // Its parent may be gone, and with it all that is in it.
                try? FileManager.default.createDirectory(
                    atPath: copy,
                    withIntermediateDirectories: false
                )
            case .file(let number):
                let bytes = content(of: files[number]) { _ in
                    let isWhole = isMost && Int.random(in: 0..<8, using: &randomness) > 0
                    return isWhole ? .whole : Self.randomPart(&randomness)
                }
                try? Data(bytes).write(to: URL(filePath: copy))
            }
        }
    }

    private static func randomPart(_ randomness: inout SeededRandomness) -> Part {
        switch Int.random(in: 0..<5, using: &randomness) {
        case 0, 1: .nothing
        case 2: .whole
        case 3: .sectors(byteCount: 512, mask: randomness.next())
        default: .sectors(byteCount: 4_096, mask: randomness.next())
        }
    }
}

extension [UInt8] {
    /// Puts bytes at an offset, with zeros before them where there was nothing.
    fileprivate mutating func put(_ bytes: ArraySlice<UInt8>, at offset: Int) {
        let end = offset + bytes.count
        if count < end { append(contentsOf: repeatElement(0, count: end - count)) }
        replaceSubrange(offset..<end, with: bytes)
    }
}
