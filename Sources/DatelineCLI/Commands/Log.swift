import ArgumentParser
import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts

struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the events of the log, first to last."
    )

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "Only events about this thing.")
    var subject: String?

    @Option(help: "Only events in which this entity takes part.")
    var entity: String?

    @Option(help: "Only events of this type.")
    var type: String?

    @Option(help: "Begin at this position.")
    var from: UInt64 = 0

    @Option(
        help: ArgumentHelp("List at most so many.", valueName: "count"),
        transform: Int.parsing(atLeast: 0)
    )
    var limit: Int?

    @Flag(help: "List last to first.")
    var reverse = false

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit \(limit) is less than none.") }
    }

    func run() throws {
        let ledger = try ledger.openToRead()
        let snapshot = try ledger.snapshot()
        var positions = try selected(ledger, snapshot).filter { $0.rawValue >= from }
        if reverse { positions.reverse() }
        let events = try positions.prefix(limit ?? .max).map {
            try ledger.event(at: $0, in: snapshot)
        }
        try output.write(Sheet(events: events, head: snapshot.head))
    }

    private func selected(
        _ ledger: Ledger,
        _ snapshot: borrowing LogSnapshot
    ) throws -> [Position] {
        var keys: [LookupKey] = []
        if let subject { keys.append(.subject(subject.composed)) }
        if let entity { keys.append(.entity(entity.composed)) }
        if let type {
            guard let type = Catalogue.type(named: type) else {
                throw FactError.unknownType(type, nearest: Catalogue.nearest(to: type))
            }
            keys.append(.type(type.number))
        }
        guard let first = keys.first else { return Array(.zero..<snapshot.head) }
        var positions = try ledger.log.positions(with: first, in: snapshot)
        for key in keys.dropFirst() {
            let others = Set(try ledger.log.positions(with: key, in: snapshot))
            positions.removeAll { !others.contains($0) }
        }
        return positions
    }
}

extension Sheet {
    init(events: [RecordedFact], head: Position) {
        self.init(
            heading: "\(events.count) of \(head.rawValue) events",
            columns: ["position", "occurred", "type", "subject", "statement"],
            rows: events.map { event in
                let content = event.fact.content
                return [
                    event.position.description, content.occurred.edtf, event.fact.type.name,
                    content.subject,
                    event.fact.reason.isEmpty ? content.statement : event.fact.reason,
                ]
            },
            json: { .object([("head", .number(Int(head.rawValue))), ("events", .list($0))]) },
            jsonRows: events.map(\.json)
        )
    }
}

extension RecordedFact {
    var json: JSON {
        .object([
            ("position", .number(Int(position.rawValue))),
            ("recordedAt", .text(recordedAt.iso8601)), ("id", .text(id.description)),
            ("fact", .written(fact.json)),
        ])
    }
}
