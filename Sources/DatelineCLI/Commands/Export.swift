import ArgumentParser
import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the events of the log to a file, one a line, to be imported elsewhere.",
        discussion: """
            A line is a JSON object, with the keys position, recordedAt, id and fact, or an event \
            as CloudEvents 1.0 has it. The same events give the same bytes, on any day and any \
            machine. A file gets its name when it is complete.

            With --tiles the tree under the newest checkpoint goes into a folder that any web \
            server can serve (C2SP tlog-tiles). It holds digests of facts, and no fact.
            """
    )

    @Argument(help: "The file, or - for standard output, which is meant without it.")
    var file = "-"

    @OptionGroup var ledger: LedgerOptions

    @Option(help: "How to write events.")
    var format: ExportFormat = .jsonl

    @Option(
        help: ArgumentHelp("Begin with the event at this position.", valueName: "position"),
        transform: Position.init(parsing:)
    )
    var from: Position = .zero

    @Option(
        help: ArgumentHelp("End with the event at this position.", valueName: "position"),
        transform: Position.init(parsing:)
    )
    var to: Position?

    @Flag(help: "Replace the file if there is one.")
    var force = false

    @Option(help: ArgumentHelp("Write the tree as tiles to a folder.", valueName: "folder"))
    var tiles: String?

    func validate() throws {
        if tiles != nil, file != "-" {
            throw ValidationError("--tiles writes the tree, and no file of events.")
        }
        if let to, to < from { throw ValidationError("--to \(to) stands before --from \(from).") }
    }

    func run() throws {
        let ledger = try ledger.openToRead()
        if let tiles { return try writeTiles(of: ledger, to: tiles) }
        let head = try head(of: ledger)
        let end = to?.advanced(by: 1) ?? head
        guard from <= head else { throw LedgerError.unknownEvent(from.description) }
        guard end <= head else { throw LedgerError.unknownEvent(end.advanced(by: -1).description) }
        let output = try OutputFile(at: file, replacing: force)
        try write(from..<end, of: ledger, to: output)
        try output.complete()
        let count = from.distance(to: end)
        let range = count == 0 ? "" : ", \(from) to \(end.advanced(by: -1))"
        try tell("exported \(count) facts\(range)" + (file == "-" ? "" : ", to \(file.printable)"))
    }

    /// How many events are read at a time; no snapshot is held while they are written.
    private static let chunk = 1_000

    private func write(
        _ range: Range<Position>,
        of ledger: Ledger,
        to output: OutputFile
    ) throws {
        let progress = Progress("exporting")
        var next = range.lowerBound
        while next < range.upperBound {
            let end = min(next.advanced(by: Self.chunk), range.upperBound)
            let lines = try events(next..<end, of: ledger).concurrentMap { [format] event in
                format.line(event, of: ledger.log.identity)
            }
            for line in lines { try output.write(line) }
            next = end
            progress.show(range.lowerBound.distance(to: next), of: range.count)
        }
    }

    private func writeTiles(of ledger: Ledger, to folder: String) throws {
        guard let newest = try ledger.checkpoints().last else {
            throw LedgerError.checkpoint(.noCheckpoint(covering: .zero))
        }
        let progress = Progress("writing tiles", of: "tiles")
        let count = try ledger.exportTiles(under: newest, to: folder) {
            progress.show($0, of: $1)
        }
        print(
            "wrote \(count) files to \(folder.printable): the tree over "
                + "\(newest.checkpoint.size) events"
        )
    }

    private func head(of ledger: Ledger) throws -> Position {
        let snapshot = try ledger.snapshot()
        return snapshot.head
    }

    private func events(_ range: Range<Position>, of ledger: Ledger) throws -> [RecordedFact] {
        let snapshot = try ledger.snapshot()
        return try ledger.events(range, in: snapshot)
    }

    /// Says what was done, where it does not come among the events.
    private func tell(_ text: String) throws {
        let output: FileHandle = file == "-" ? .standardError : .standardOutput
        try output.write(contentsOf: Data((text + "\n").utf8))
    }
}

extension Position {
    /// Reads `#12` or `12`; another text is wrong usage.
    init(parsing text: String) throws {
        guard let number = UInt64(text.hasPrefix("#") ? text.dropFirst() : text[...]),
            number < 1 << 60
        else { throw ValidationError("\(text.printable) is no position, such as '#12'") }
        self.init(rawValue: number)
    }
}
