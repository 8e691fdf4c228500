/// The rows of a table, each of which a mapping makes a fact of.
///
/// SwiftCSV, which one would use, holds a whole file in memory as text; this reads row by row.
struct CSVFeed: RecordFeed {
    var reader: RecordReader
    private let delimiter: UInt8
    /// What makes facts of rows; nil where the table has neither rows nor names of columns.
    private let rows: RowMapping?
    /// The first row, where it is no header and was read to count the columns.
    private var first: RecordReader.Record?

    init(_ path: String, mapping: CSVMapping) throws {
        reader = try RecordReader(path, content: .table(delimiter: mapping.delimiter))
        delimiter = mapping.delimiter
        guard let record = try reader.next() else {
            guard !mapping.hasHeader else {
                throw MovingError("\(reader.name): the table has no row with names of columns")
            }
            rows = nil
            return
        }
        let names: [String]
        do {
            names = try RowScan.cells(of: try record.bytes, delimiter: delimiter)
        } catch {
            throw MovingError("\(reader.place(of: record)): \(error)")
        }
        if !mapping.hasHeader { first = record }
        rows = try mapping.bound(to: mapping.hasHeader ? names : (1...names.count).map { "\($0)" })
    }

    mutating func next() throws -> RecordReader.Record? {
        defer { first = nil }
        return try first ?? reader.next()
    }

    var reading: @Sendable (RecordReader.Record) throws -> Reading {
        { [rows, delimiter] record in
            guard let rows else { throw MovingError("the table has no columns") }
            let cells = try RowScan.cells(of: try record.bytes, delimiter: delimiter)
            return .fact(IncomingFact(fact: try rows.fact(of: cells)))
        }
    }
}
