import Foundation
import NewsFacts

/// Events of ICEWS as they go round in research: subject, relation, object and date, in names or in
/// numbers that two files explain.
///
/// Such a file has dropped the ids of its events. So an event goes by a digest of its four parts, and
/// by how many times they stood in the file before: a line that stands twice tells two events.
struct QuadrupleFeed: FactFeed {
    private var reader: RecordReader
    /// The first line, which was read to see what the file is.
    private var first: RecordReader.Record?
    private let names: Names?
    private let calendar: Calendar
    private let table = CAMEOTable.standard
    private var counts: [String: Int] = [:]

    /// What the numbers of a file mean.
    struct Names: Sendable {
        let entities: [Int: String]
        let relations: [Int: String]
    }

    /// What a time that is a number means.
    struct Calendar: Sendable {
        /// The day that is counted from; nil when nobody has told it.
        let start: Day?
        /// How many make up a day.
        let unitsPerDay: Int
    }

    struct Record: Sendable {
        let record: RecordReader.Record
        let quadruple: Result<Quadruple, any Error>
    }

    /// One event, in words.
    struct Quadruple: Sendable {
        let subject: String
        let relation: String
        let object: String
        let day: EDTF
        /// The digest of the four, and which of those alike it is, from 1 on.
        let id: String
    }

    init(
        _ reader: RecordReader,
        first: RecordReader.Record?,
        names: Names?,
        calendar: Calendar
    ) {
        self.reader = reader
        self.first = first
        self.names = names
        self.calendar = calendar
    }

    var name: String { reader.name }
    var readByteCount: Int { reader.readByteCount }
    var byteCount: Int? { reader.byteCount }

    func place(of record: Record) -> String { reader.place(of: record.record) }

    /// How many lines say what a line before them says.
    var repeatedCount: Int { counts.values.reduce(0) { $0 + $1 - 1 } }

    mutating func next() throws -> Record? {
        guard let record = try first ?? reader.next() else { return nil }
        first = nil
        do {
            return Record(record: record, quadruple: .success(try quadruple(of: record)))
        } catch {
            return Record(record: record, quadruple: .failure(error))
        }
    }

    private mutating func quadruple(of record: RecordReader.Record) throws -> Quadruple {
        let cells = try TabbedLine(try record.bytes).texts()
        // The fifth is a number of no meaning that some programs want.
        guard cells.count == 4 || (cells.count == 5 && Int(cells[4]) != nil) else {
            throw MovingError(
                "an event is subject, relation, object and date, divided by tabs, and this line has "
                    + "\(cells.count) columns"
            )
        }
        let subject = try name(cells[0], names?.entities, "subject")
        let relation = try name(cells[1], names?.relations, "relation")
        let object = try name(cells[2], names?.entities, "object")
        let day = try day(cells[3])
        let digest = [subject, relation, object, day.text].joined(separator: "\t").digestText
        counts[digest, default: 0] += 1
        return Quadruple(
            subject: subject,
            relation: relation,
            object: object,
            day: day,
            id: "\(digest)-\(counts[digest, default: 0])"
        )
    }

    private func name(
        _ cell: String,
        _ names: [Int: String]?,
        _ column: String
    ) throws(MovingError) -> String {
        guard let names else { return cell }
        guard let number = Int(cell), let name = names[number] else {
            throw MovingError("\(column): no line explains the number \(cell.excerpt)")
        }
        return name
    }

    private func day(_ cell: String) throws -> EDTF {
        guard let number = Int(cell), number >= 0 else { return try EDTF(day: cell, in: "date") }
        guard let start = calendar.start else {
            throw MovingError(
                "date: \(cell) is a number; say with --start which day is 0, as in --start 2014-01-01"
            )
        }
        let day = start.advanced(by: number / calendar.unitsPerDay)
        guard let date = try? EDTF(day.description) else {
            throw MovingError("date: \(cell.excerpt) is beyond the year 9999")
        }
        return date
    }

    var reading: @Sendable (Record) throws -> Reading {
        { [table] record in
            let quadruple = try record.quadruple.get()
            guard let code = table.code(ofText: quadruple.relation) else {
                return .passed(.unmapped(code: quadruple.relation))
            }
            let event = CodedEvent(
                feed: "icews",
                id: quadruple.id,
                code: code,
                source: CodedEvent.Actor(named: quadruple.subject),
                target: CodedEvent.Actor(named: quadruple.object),
                day: quadruple.day,
                document: Source("icews")
            )
            return event.reading(by: table)
        }
    }
}

extension QuadrupleFeed.Names {
    /// Reads `entity2id.txt` and `relation2id.txt` of a folder.
    init(in folder: URL) throws {
        entities = try Self.names(in: folder.appending(path: "entity2id.txt"))
        relations = try Self.names(in: folder.appending(path: "relation2id.txt"))
    }

    /// Whether the first three parts of a line are numbers that need names.
    static func areNeeded(for record: RecordReader.Record) -> Bool {
        guard let cells = try? TabbedLine(record.text ?? []).texts() else { return false }
        return cells.count >= 4 && cells.prefix(3).allSatisfy { Int($0) != nil }
    }

    /// The names by number; a line with one column is the count that some put first.
    private static func names(in file: URL) throws -> [Int: String] {
        let path = file.path(percentEncoded: false)
        var reader = try RecordReader(path, content: .lines)
        var names: [Int: String] = [:]
        while let record = try reader.next() {
            do {
                let cells = try TabbedLine(try record.bytes).texts()
                if cells.count == 1, names.isEmpty, Int(cells[0]) != nil { continue }
                guard cells.count >= 2, let number = Int(cells[1]) else {
                    throw MovingError("this is no name with a tab and a number after it")
                }
                guard names.updateValue(cells[0], forKey: number) == nil else {
                    throw MovingError("the number \(number) stands for two names")
                }
            } catch {
                throw MovingError("\(reader.place(of: record)): \(error)")
            }
        }
        return names
    }
}
