/// Finds where the rows of a table end, whose quoted cells may hold line breaks.
///
/// Source: RFC 4180. A quotation mark opens a quoted cell at its beginning alone; elsewhere it stands
/// for itself, and whoever reads the cells refuses it.
struct RowScan {
    let delimiter: UInt8
    private var state = State.start

    private enum State { case start, plain, quoted, closed }

    init(delimiter: UInt8) { self.delimiter = delimiter }

    /// Whether the row ends before that byte, which is the next.
    mutating func endsRow(_ byte: UInt8) -> Bool {
        switch (state, byte) {
        case (.start, UInt8(ascii: "\"")), (.closed, UInt8(ascii: "\"")): state = .quoted
        case (.quoted, UInt8(ascii: "\"")): state = .closed
        case (.quoted, _): break
        case (_, UInt8(ascii: "\n")):
            state = .start
            return true
        case (_, delimiter): state = .start
        default: state = .plain
        }
        return false
    }

    /// The cells of a row.
    ///
    /// - Throws: When a quotation mark stands where none may, or a cell is not UTF-8.
    static func cells(of row: [UInt8], delimiter: UInt8) throws(MovingError) -> [String] {
        let row = row.last == UInt8(ascii: "\r") ? row.dropLast() : row[...]
        var cells: [String] = []
        var cell: [UInt8] = []
        var state = State.start
        for byte in row {
            switch (state, byte) {
            case (.start, UInt8(ascii: "\"")): state = .quoted
            case (.closed, UInt8(ascii: "\"")):
                cell.append(byte)
                state = .quoted
            case (.quoted, UInt8(ascii: "\"")): state = .closed
            case (.quoted, _): cell.append(byte)
            case (_, delimiter):
                cells.append(try text(cell, number: cells.count + 1))
                cell.removeAll(keepingCapacity: true)
                state = .start
            case (.closed, _):
                throw MovingError("column \(cells.count + 1): something follows the quoted cell")
            case (_, UInt8(ascii: "\"")):
                throw MovingError(
                    "column \(cells.count + 1): a quotation mark within a cell that is not quoted"
                )
            default:
                cell.append(byte)
                state = .plain
            }
        }
        guard state != .quoted else {
            throw MovingError("column \(cells.count + 1): the quoted cell does not end")
        }
        cells.append(try text(cell, number: cells.count + 1))
        return cells
    }

    private static func text(_ bytes: [UInt8], number: Int) throws(MovingError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MovingError("column \(number): this is not UTF-8")
        }
        return text
    }
}
