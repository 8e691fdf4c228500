import ByteCoding
import EventLog
import LMDB
import NewsFacts
import Projecting
public import Transparency
import ViewStore

extension Ledger {
    /// Takes which part is being checked, and how far that has come.
    public typealias VerificationProgress = (_ task: String, _ done: Int, _ total: Int) -> Void

    /// Compares all that is stored with what it was made from.
    ///
    /// The pages of every file are read, none through its map. Every stored byte of the log is
    /// hashed and compared with the tree; every event is read and compared with what the log's
    /// header says of it; the index is compared with the events, and every view with a fresh
    /// replay. Nothing is changed. What cannot be read safely for what was found before is not.
    ///
    /// - Parameters:
    ///   - path: The folder of the ledger.
    ///   - key: The public key that must have signed one of the retained checkpoints, if there are
    ///     any, and every one that names it; nil to compare their roots only.
    ///   - progress: Takes what is being done.
    /// - Returns: What was checked, and what was found.
    /// - Throws: ``LedgerError`` when there is no ledger, or a file may not be read.
    /// - Complexity: O(n log n) in the events.
    public static func verify(
        at path: String,
        signedBy key: NoteVerifier? = nil,
        progress: VerificationProgress = { _, _, _ in }
    ) throws(LedgerError) -> Verification {
        var verification = Verification()
        let damaged = try verifyFiles(of: path, &verification)
        guard damaged.isDisjoint(with: ["log.mdb", "index.mdb"]) else {
            verification.pass(over: .log, "because a file is damaged")
            return verification
        }
        do throws(LedgerError) {
            let ledger = try Ledger(at: path, access: .readOnly)
            try ledger.verify(&verification, signedBy: key, without: damaged, progress: progress)
        } catch {
            guard case .log(let reason) = error, reason.isOfDamage else { throw error }
            verification.find(.log, "log.mdb", "\(reason)")
        }
        return verification
    }

    /// Checks the structure of the files.
    ///
    /// - Returns: The names of those that are damaged.
    private static func verifyFiles(
        of path: String,
        _ verification: inout Verification
    ) throws(LedgerError) -> Set<String> {
        let files =
            [("log.mdb", path + "/log.mdb"), ("index.mdb", path + "/index.mdb")]
            + ViewStore.standingFiles(in: path + "/views").map { ("views/" + $0.view, $0.path) }
        var damaged: Set<String> = []
        for (name, file) in files {
            do throws(LMDBError) {
                let report = try Environment.check(at: file)
                for finding in report.findings { verification.find(.files, name, "\(finding)") }
                if !report.isSound { damaged.insert(name) }
                verification.note(
                    .files,
                    "\(name): \(report.usedPageCount) pages in use, \(report.freePageCount) free"
                )
            } catch {
                if error.code == .noSuchFile {
                    if name == "log.mdb" { throw .noLedger(path: path) }
                    continue
                }
                guard error.code == .busy else { throw .log(.storage(error)) }
                verification.pass(
                    over: .files,
                    "\(name): others write to it; repeat when they do not"
                )
            }
        }
        return damaged
    }

    private func verify(
        _ verification: inout Verification,
        signedBy key: NoteVerifier?,
        without damaged: Set<String>,
        progress: VerificationProgress
    ) throws(LedgerError) {
        // Before the snapshot, so that the log holds what they are over.
        let roots = verifyCheckpoints(signedBy: key, &verification)
        let snapshot = try snapshot()
        let total = Int(snapshot.head.rawValue)
        verification.eventCount = total
        for (size, name) in roots.map({ ($0.key, $0.value.name) }).sorted(by: { $0.0 < $1.0 })
        where size > snapshot.head {
            verification.find(.checkpoints, name, "the log has no \(size.rawValue) events")
        }
        try verifyLog(in: snapshot, against: roots.mapValues(\.root), &verification) {
            progress("checking the log", $0, total)
        }
        try verifyIndex(in: snapshot, &verification) { progress("checking the index", $0, total) }
        guard !verification.findings.contains(where: { [.log, .index].contains($0.part) }) else {
            verification.pass(over: .views, "because what they are made from is damaged")
            return
        }
        for view in Self.projections where !damaged.contains("views/" + view.name) {
            try verify(view, in: snapshot, &verification) { done, total in
                progress("checking the view \(view.name)", done, total)
            }
        }
    }

    /// The roots that the retained checkpoints give, by the number of events they are over.
    private func verifyCheckpoints(
        signedBy key: NoteVerifier?,
        _ verification: inout Verification
    ) -> [Position: (root: Digest, name: String)] {
        var roots: [Position: (root: Digest, name: String)] = [:]
        let names: [String]
        do throws(LedgerError) {
            names = try checkpointNames()
        } catch {
            verification.find(.checkpoints, Self.checkpointFolder, "\(error)")
            return [:]
        }
        var otherCount = 0
        for name in names {
            do {
                let signed = try SignedCheckpoint(at: checkpointPath(name))
                do throws(SignatureError) {
                    if let key { try signed.verify(by: key) }
                } catch {
                    // Another key than the one that is asked for may have signed it.
                    guard case .noKnownKey = error else { throw error }
                    otherCount += 1
                }
                let size = Position(rawValue: signed.checkpoint.size)
                if size == .zero, signed.checkpoint.root != MerkleTree.emptyRoot {
                    verification.find(.checkpoints, name, "no log begins so")
                }
                let root = signed.checkpoint.root
                if let other = roots.updateValue((root, name), forKey: size), other.root != root {
                    verification.find(.checkpoints, name, "\(other.name) gives another root")
                }
            } catch {
                verification.find(.checkpoints, name, "\(error)")
            }
        }
        if otherCount > 0, otherCount == names.count {
            verification.find(
                .checkpoints,
                Self.checkpointFolder,
                "none of the \(names.count) is signed by the key that was given"
            )
        }
        let isCertain = names.isEmpty || key != nil && otherCount == 0
        let doubt =
            key == nil ? "no key to check who signed" : "\(otherCount) not signed by the key"
        verification.note(
            .checkpoints,
            "\(names.count) kept" + (isCertain ? "" : "; " + doubt)
        )
        return roots
    }

    private func verifyLog(
        in snapshot: borrowing LogSnapshot,
        against roots: [Position: Digest],
        _ verification: inout Verification,
        _ progress: (Int) -> Void
    ) throws(LedgerError) {
        var byteCount = 0
        var lineages: [Digest: Position] = [:]
        var owners: Set<[UInt8]> = []
        let found: [LogFinding]
        do throws(LogError) {
            found = try log.verifyBlocks(in: snapshot, against: roots) { event, entry in
                byteCount += event.bytes.count
                guard lineages.updateValue(event.lineage, forKey: entry.id) == nil else {
                    return "it has the content of an earlier event"
                }
                return event.difference(given: lineages, &owners)
            } progress: {
                progress(Int($0.rawValue))
            }
            if found.isEmpty { verification.root = try snapshot.root(ofFirst: snapshot.head) }
        } catch {
            throw .log(error)
        }
        verification.take(found, .log)
        verification.note(.log, "\(verification.eventCount) events of \(byteCount) bytes")
    }

    private func verifyIndex(
        in snapshot: borrowing LogSnapshot,
        _ verification: inout Verification,
        _ progress: (Int) -> Void
    ) throws(LedgerError) {
        do throws(LogError) {
            let (found, end) = try log.verifyIndex(in: snapshot) { progress(Int($0.rawValue)) }
            verification.take(found, .index)
            verification.note(.index, "every key of the first \(end.rawValue) events")
        } catch {
            throw .log(error)
        }
    }

    private func verify<View: Projection>(
        _ view: View.Type,
        in snapshot: borrowing LogSnapshot,
        _ verification: inout Verification,
        _ progress: (Int, Int) -> Void
    ) throws(LedgerError) {
        do throws(ViewError) {
            switch try views.verify(view, in: snapshot, progress: progress) {
            case .absent: verification.pass(over: .views, "\(view.name): not made yet")
            case .stale: verification.pass(over: .views, "\(view.name): to be made anew")
            case .overtaken:
                verification.pass(
                    over: .views,
                    "\(view.name): others have brought it further meanwhile; repeat"
                )
            case .equal(let eventCount, let entryCount):
                verification.note(
                    .views,
                    "\(view.name): \(entryCount) entries equal to a replay of \(eventCount) events"
                )
            case .differs(let differences):
                for difference in differences {
                    verification.find(.views, "\(view.name), \(difference)", "rebuild the view")
                }
                verification.note(.views, "\(view.name): differs from a replay")
            }
        } catch {
            verification.find(.views, view.name, "\(error)")
        }
    }
}
