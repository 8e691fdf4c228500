import Dateline
import EventLog
import Foundation
import NewsFacts
import ViewStore

/// What it costs to read the log from end to end.
func measureScan(_ session: Session) throws {
    let count = Double(session.factCount)
    let path = try session.bare()
    let bare = median { Bare.scan(path) }
    session.show("bare LMDB, a walk", count / bare, "facts/s")
    let ledger = try session.ledger()
    let snapshot = try ledger.snapshot()
    let headers = try median {
        var addedCount = 0
        let time = try seconds {
            var events = try snapshot.events(from: .zero)
            while let event = try events.next() {
                if case .adds = event.header.effect { addedCount += 1 }
            }
        }
        precondition(addedCount * 10 > session.factCount * 9, "\(addedCount) facts added")
        return time
    }
    session.show("headers only", count / headers, "facts/s", against: count / bare)
    let inPlace = try median {
        var byteCount = 0
        let time = try seconds {
            var events = try snapshot.events(from: .zero)
            while let event = try events.next() {
                byteCount += try StoredFact(event.bytes).textByteCount
            }
        }
        precondition(byteCount > session.factCount * 100, "\(byteCount) bytes of text")
        return time
    }
    session.show("every field read in place", count / inPlace, "facts/s", against: count / bare)
    let facts = try median {
        var actorCount = 0
        let time = try seconds {
            var events = try snapshot.events(from: .zero)
            while let event = try events.next() {
                actorCount += try Fact(bytes: event.bytes).participants.count
            }
        }
        precondition(actorCount > session.factCount, "\(actorCount) actors")
        return time
    }
    session.show("every fact read", count / facts, "facts/s", against: count / bare)
}

extension StoredFact {
    /// How many bytes the texts of a fact of the feed have, and of its replacement; every field is read.
    fileprivate var textByteCount: Int {
        get throws(FactError) {
            var count = subject.count + statement.count + edtf.count + phrase.count + anchor.count
            count += attributedTo.count + externalID.count + reason.count
            precondition(days.lowerBound <= days.upperBound && modality.isRealized)
            var (participants, attributes, amounts) = (participants, attributes, amounts)
            while let one = try participants.next() {
                count += one.role.count + one.entity.count + one.name.count
            }
            while let one = try attributes.next() { count += one.name.count + one.text.count }
            while let one = try amounts.next() { count += one.literal.count + one.unit.count }
            var (sources, codes, names) = (sources, codes, names)
            while let one = try sources.next() {
                count += one.document.count + one.language.count + one.published.count
                count += one.quote.count + one.line.signum()
            }
            while let one = try codes.next() {
                count += one.scheme.count + one.version.count + one.code.count
            }
            while let one = try names.next() { count += one.language.count + one.text.count }
            var (causes, targets) = (causes, targets)
            while let digest = try causes.next() { count += Int(digest.prefix & 1) }
            while let digest = try targets.next() { count += Int(digest.prefix & 1) }
            if let replacement = try replacement { count += try replacement.textByteCount }
            return count
        }
    }
}

/// What it costs to check the facts and the tree.
func measureVerify(_ session: Session) throws {
    let ledger = try session.ledger()
    let factByteCount = try session.factByteCount()
    let (megabytes, size) = (Double(factByteCount) / 1e6, factByteCount / session.factCount)
    let hash = median { Bare.hash(factByteCount, by: 1 << 20) }
    let hashEach = median { Bare.hash(factByteCount, by: size) }
    session.show("SHA-256", megabytes / hash, "MB/s")
    session.show("SHA-256, a fact at a time", megabytes / hashEach, "MB/s")
    let snapshot = try ledger.snapshot()
    let verify = try median {
        try seconds {
            let findings = try ledger.log.verifyBlocks(in: snapshot)
            precondition(findings.isEmpty, "\(findings)")
        }
    }
    session.show("facts and tree", megabytes / verify, "MB/s", against: megabytes / hash)
}

/// How many bytes the files take.
func measureSize(_ session: Session) throws {
    let ledger = try session.ledger()
    let factByteCount = Double(try session.factByteCount())
    session.show("facts", factByteCount, "bytes")
    let bare = try FileManager.default.attributesOfItem(atPath: try session.bare())[.size] as? Int
    session.show("bare LMDB, by the facts", Double(bare ?? 0), "bytes", against: factByteCount)
    let statistics = try ledger.log.statistics()
    let log = Double(statistics.byteCount)
    session.show("log, by the facts", log, "bytes", against: factByteCount)
    if let index = statistics.indexByteCount {
        session.show("index, by the log", Double(index), "bytes", against: log)
    }
    let snapshot = try ledger.snapshot()
    for view in Ledger.projections {
        try ledger.views.catchUp(view, to: snapshot)
        guard let file = try ledger.views.statistics(of: view, in: snapshot) else { continue }
        session.show("view \(view.name), by the log", Double(file.byteCount), "bytes", against: log)
    }
}
