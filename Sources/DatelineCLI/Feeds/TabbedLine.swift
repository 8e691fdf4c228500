/// A line whose cells are divided by tabs.
///
/// Only the cells that somebody asks for become text.
struct TabbedLine {
    private let bytes: [UInt8]
    /// Where each cell ends.
    private let ends: [Int]

    init(_ line: [UInt8]) {
        bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        var ends: [Int] = []
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\t") {
            ends.append(index)
        }
        self.ends = ends + [bytes.count]
    }

    /// How many cells there are.
    var count: Int { ends.count }

    /// The text of a cell.
    ///
    /// - Throws: When it is not UTF-8; the message calls the column by that name.
    func text(_ index: Int, _ column: String) throws(MovingError) -> String {
        let start = index == 0 ? 0 : ends[index - 1] + 1
        guard let text = String(validating: bytes[start..<ends[index]], as: UTF8.self) else {
            throw MovingError("\(column): this is not UTF-8")
        }
        return text
    }

    /// The text of every cell.
    func texts() throws(MovingError) -> [String] {
        var texts: [String] = []
        for index in 0..<count { texts.append(try text(index, "column \(index + 1)")) }
        return texts
    }
}
