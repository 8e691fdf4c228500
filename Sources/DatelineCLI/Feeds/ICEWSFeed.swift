import NewsFacts

/// Events of ICEWS as the Dataverse holds them: tab-separated, under the names of the columns.
struct ICEWSFeed: RecordFeed {
    var reader: RecordReader
    private let columns: Columns
    private let table = CAMEOTable.standard

    /// Goes on after the line with the names of the columns; nil when it is none.
    init?(_ reader: RecordReader, header: RecordReader.Record) throws {
        let names = try TabbedLine(try header.bytes).texts()
        guard names.contains("Event ID") else { return nil }
        self.reader = reader
        columns = try Columns(names, in: reader.name)
    }

    var reading: @Sendable (RecordReader.Record) throws -> Reading {
        { [columns, table] record in
            try columns.event(TabbedLine(try record.bytes)).reading(by: table)
        }
    }

    /// Which column holds what; years differ in the order.
    private struct Columns: Sendable {
        private let indices: [String: Int]
        private let count: Int

        init(_ names: [String], in file: String) throws(MovingError) {
            count = names.count
            indices = Dictionary(
                names.enumerated().map { ($0.element, $0.offset) },
                uniquingKeysWith: { first, _ in first }
            )
            for name in ["Event Date", "Source Name", "CAMEO Code", "Target Name"]
            where indices[name] == nil {
                throw MovingError("\(file):1: the column `\(name)` is missing")
            }
        }

        /// A cell; empty when the column is missing or says that nothing is known.
        private func text(_ line: TabbedLine, _ name: String) throws(MovingError) -> String {
            guard let index = indices[name] else { return "" }
            let text = try line.text(index, name)
            return text == "NULL" || text == "null" ? "" : text
        }

        func event(_ line: TabbedLine) throws -> CodedEvent {
            guard line.count == count else {
                throw MovingError("\(count) columns have names, and this line has \(line.count)")
            }
            let story = try text(line, "Story ID")
            let place = try ["City", "District", "Province", "Country"].map {
                try text(line, $0)
            }.filter { !$0.isEmpty }.joined(separator: ", ")
            return CodedEvent(
                feed: "icews",
                id: try text(line, "Event ID").checkedNumber(in: "Event ID"),
                code: try text(line, "CAMEO Code"),
                source: CodedEvent.Actor(named: try text(line, "Source Name")),
                target: CodedEvent.Actor(named: try text(line, "Target Name")),
                place: CodedEvent.Actor(named: place, in: "place/"),
                day: try EDTF(day: text(line, "Event Date"), in: "Event Date"),
                document: Source.at(address: story.isEmpty ? "icews" : "icews/story-" + story)
            )
        }
    }
}
