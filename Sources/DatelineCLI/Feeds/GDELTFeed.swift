import NewsFacts

/// Events of GDELT: a daily export of version 1.0, with or without the addresses of the articles, or
/// an export of version 2.0.
struct GDELTFeed: RecordFeed {
    var reader: RecordReader
    private let table = CAMEOTable.standard
    private var isBegun = false

    init(_ path: String) throws { reader = try RecordReader(path, content: .lines) }

    /// The next line; the names of the columns, which some put first, are passed over.
    mutating func next() throws -> RecordReader.Record? {
        guard let record = try reader.next() else { return nil }
        guard !isBegun else { return record }
        isBegun = true
        let line = TabbedLine(record.text ?? [])
        if line.count == 16 {
            throw MovingError(
                "\(name): a line of 16 columns is a mention of an event and no event; the events "
                    + "are in the file that ends with .export.CSV"
            )
        }
        let isHeader = (try? line.text(0, "")) == "GLOBALEVENTID"
        return isHeader ? try reader.next() : record
    }

    var reading: @Sendable (RecordReader.Record) throws -> Reading {
        { [table] record in
            try Self.event(TabbedLine(try record.bytes)).reading(by: table)
        }
    }

    /// Where what stands that the versions have at different places.
    private struct Layout {
        let place: Int
        let added: Int
        let address: Int?

        init(columnCount: Int) throws(MovingError) {
            switch columnCount {
            case 57: (place, added, address) = (50, 56, nil)
            case 58: (place, added, address) = (50, 56, 57)
            case 61: (place, added, address) = (52, 59, 60)
            default:
                throw MovingError(
                    "an event of GDELT has 57, 58 or 61 columns, and this line \(columnCount)"
                )
            }
        }
    }

    static func event(_ line: TabbedLine) throws -> CodedEvent {
        let layout = try Layout(columnCount: line.count)
        let id = try line.text(0, "GLOBALEVENTID").checkedNumber(in: "GLOBALEVENTID")
        let added = try EDTF(digits: line.text(layout.added, "DATEADDED"), in: "DATEADDED")
        let address = try layout.address.map { try line.text($0, "SOURCEURL") } ?? ""
        var document = Source.at(address: address.isEmpty ? "gdelt/\(added.text)" : address)
        document.published = added.text
        return CodedEvent(
            feed: "gdelt",
            id: id,
            code: try line.text(26, "EventCode"),
            source: try actor(line, 5, "Actor1"),
            target: try actor(line, 15, "Actor2"),
            place: CodedEvent.Actor(
                named: try line.text(layout.place, "ActionGeo_FullName"),
                in: "place/"
            ),
            day: try EDTF(digits: line.text(1, "SQLDATE"), in: "SQLDATE"),
            document: document
        )
    }

    /// One actor: the code is who it is, and the name what the article calls it.
    private static func actor(
        _ line: TabbedLine,
        _ index: Int,
        _ column: String
    ) throws -> CodedEvent.Actor? {
        let code = try line.text(index, column + "Code")
        let name = try line.text(index + 1, column + "Name")
        guard !code.isEmpty else { return CodedEvent.Actor(named: name) }
        let isPlain = code.utf8.allSatisfy { (0x30...0x5A).contains($0) } && code.utf8.count <= 60
        return CodedEvent.Actor(id: "cameo/" + (isPlain ? code : code.slug), name: name)
    }
}
