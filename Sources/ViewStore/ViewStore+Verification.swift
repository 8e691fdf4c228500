import ByteCoding
public import EventLog
import Foundation
import LMDB
public import Projecting

/// What a comparison of a view with a fresh replay of the log has shown.
public enum ViewVerification: Hashable, Sendable {
    /// There is no view: it is made when it is asked.
    case absent
    /// The view is of another version of the projection, or of another state of the log: it is
    /// made anew before it answers.
    case stale
    /// Another process has brought it past the snapshot meanwhile.
    case overtaken
    /// It holds what a replay of so many events gives, byte for byte.
    case equal(eventCount: Int, entryCount: Int)
    /// It does not. Rebuild it.
    case differs([String])
}

extension ViewStore {
    /// The files that answer for the views in a folder, by the names of the views.
    public static func standingFiles(in folder: String) -> [(view: String, path: String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().compactMap { name in
            let view = ViewFolder(path: folder + "/" + name)
            guard let path = view.current.map(view.file),
                FileManager.default.fileExists(atPath: path)
            else { return nil }
            return (name, path)
        }
    }

    /// Compares what a view holds with what a replay of the log gives, entry by entry.
    ///
    /// The replay goes to a file of its own in a temporary folder. Neither the view nor the log is
    /// changed, and the view is not brought up to date before.
    ///
    /// - Throws: ``ViewError`` when the log or the view's file cannot be read.
    /// - Complexity: That of a rebuild.
    public func verify<View: Projection>(
        _ view: View.Type,
        in snapshot: borrowing LogSnapshot,
        progress: Progress = { _, _ in }
    ) throws(ViewError) -> ViewVerification {
        guard folder(of: view).current != nil else { return .absent }
        guard let file = try standing(view) else { return .stale }
        let end = try storing { () throws(LMDBError) in try file.checkpoint() }
        // Another process may have brought it past the snapshot.
        guard end <= snapshot.head else { return .overtaken }
        let replay = try Replay()
        let fresh = try self.replay(of: view, upTo: end, into: replay, in: snapshot, progress)
        let (differences, entryCount) = try storing { () throws(LMDBError) in
            try file.differences(from: fresh)
        }
        // Another process may have brought the view on since its checkpoint was read.
        let isStanding = try storing { () throws(LMDBError) in try file.checkpoint() == end }
        guard isStanding else { return try verify(view, in: snapshot, progress: progress) }
        return differences.isEmpty
            ? .equal(eventCount: Int(end.rawValue), entryCount: entryCount) : .differs(differences)
    }

    /// Makes a view anew up to an event, in a file of its own that nobody else knows.
    func replay<View: Projection>(
        of view: View.Type,
        upTo end: Position,
        into replay: Replay,
        in snapshot: borrowing LogSnapshot,
        _ progress: Progress
    ) throws(ViewError) -> ViewFile {
        let fresh = try storing { () throws(LMDBError) in
            try ViewFile(creatingAt: replay.file)
        }
        try catchUp(view, fresh, upTo: end, isPrivate: true, snapshot, progress)
        return fresh
    }
}

/// A place for a file that is compared with another one, and goes with it.
final class Replay {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "dateline-replay-\(UUID().uuidString)")
    var file: String { folder.appending(path: "fresh.mdb").path(percentEncoded: false) }

    init() throws(ViewError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .folder(path: folder.path, reason: error.localizedDescription)
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

extension ViewFile {
    /// How many differences are named before the rest is left out.
    private static let differenceCountMax = 20

    /// Where the tables differ from those of another file, and how many entries there are.
    ///
    /// - Complexity: O(n) in the sizes of both.
    fileprivate func differences(
        from fresh: ViewFile
    ) throws(LMDBError) -> (differences: [String], entryCount: Int) {
        let entryNames: (Span<UInt8>) -> String = { StoredEntry.name(of: $0) }
        var (differences, entryCount) = try differences(in: \.entries, from: fresh, entryNames)
        differences += try self.differences(in: \.states, from: fresh) {
            "the states of \(ViewFile.row(named: $0))"
        }.differences
        differences += try self.differences(in: \.days, from: fresh) {
            "a day of \(ViewFile.row(named: $0.extracting(min(4, $0.count)...)))"
        }.differences
        return (Array(differences.prefix(Self.differenceCountMax)), entryCount)
    }

    private func differences(
        in table: KeyPath<ViewFile, Table>,
        from fresh: ViewFile,
        _ name: (Span<UInt8>) -> String
    ) throws(LMDBError) -> (differences: [String], entryCount: Int) {
        var differences: [String] = []
        var entryCount = 0
        try compare(table, with: fresh) { key, have, want in
            if have != nil { entryCount += 1 }
            if let have, let want {
                if have.order(to: want) != 0 {
                    differences.append("\(name(key)) says something else")
                }
            } else {
                let fault = have == nil ? "is missing" : "is not in a replay"
                differences.append("\(name(key)) \(fault)")
            }
            return differences.count < Self.differenceCountMax
        }
        return (differences, entryCount)
    }

    /// The name of a row with which a key begins, for a message.
    private static func row(named key: Span<UInt8>) -> String {
        String(decoding: StoredEntry.name(in: key), as: UTF8.self).printable
    }
}

extension StoredEntry {
    /// What an entry is about, in words.
    fileprivate static func name(of key: Span<UInt8>) -> String {
        guard let (row, version) = read(key: key, value: key.extracting(0..<0)) else {
            return "an entry whose key is none"
        }
        return "\(row.text.printable): \(version.lineage) as of \(version.position)"
    }
}
