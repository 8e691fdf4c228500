import NewsFacts
import Projecting

/// A view for tests, in which every fact and its place in the order can be seen, which puts a fact
/// into several rows, and which many facts do not fit.
enum Diary: Projection {
    static let name = "diary"
    static let summary = "All that was seen, in order"
    static let version: UInt32 = 1
    static let consumes: Set<FactType> = [
        .meetingHeld, .callHeld, .messageSent, .allianceEnded,
    ]

    static func rowKeys(of fact: Fact) -> [RowKey] {
        [RowKey(fact.subject)] + fact.entities("about").map { RowKey("about:" + $0) }
    }

    static func apply(
        _ fact: Fact,
        to row: inout Entry?,
        of key: RowKey
    ) throws(IllegalStep) {
        switch fact.type {
        case .meetingHeld where row?.status == .open: throw IllegalStep("it is open")
        case .meetingHeld:
            row = Entry(status: .open, seen: (row?.seen ?? "") + fact.statement + ";")
        case .callHeld:
            try row.step(from: [.open]) { $0.seen += fact.statement + ";" }
        default:
            try row.step(from: [.open], to: .closed) { $0.seen += fact.statement + ";" }
        }
    }

    struct Entry: ViewRow {
        var status = Status.open
        var seen = ""

        enum Status: String, RowStatus {
            case open, closed
            var isCurrent: Bool { self == .open }
        }

        static let columns: [Column<Entry>] = [Column("seen", \.seen)]
    }
}

/// The same view after its meaning was changed.
enum NextDiary: Projection {
    static let name = Diary.name
    static let summary = Diary.summary
    static let version = Diary.version + 1
    static let consumes = Diary.consumes

    static func rowKeys(of fact: Fact) -> [RowKey] { [RowKey("next:" + fact.subject)] }

    static func apply(
        _ fact: Fact,
        to row: inout Diary.Entry?,
        of key: RowKey
    ) throws(IllegalStep) {
        row = Diary.Entry(status: .open, seen: (row?.seen ?? "") + fact.statement + ";")
    }
}

/// The same view after it was let read more types of fact, its version forgotten.
enum WiderDiary: Projection {
    static let name = Diary.name
    static let summary = Diary.summary
    static let version = Diary.version
    static let consumes = Diary.consumes.union([.allianceFormed])

    static func rowKeys(of fact: Fact) -> [RowKey] { NextDiary.rowKeys(of: fact) }

    static func apply(
        _ fact: Fact,
        to row: inout Diary.Entry?,
        of key: RowKey
    ) throws(IllegalStep) {
        try NextDiary.apply(fact, to: &row, of: key)
    }
}
