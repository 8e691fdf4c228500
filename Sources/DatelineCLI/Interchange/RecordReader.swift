import Foundation
import NewsFacts

/// Reads the JSON values of a file one after the other: one a line, or the elements of one list,
/// or, where the first line is no more than `{`, values of as many lines as they like.
///
/// - Complexity: it holds one value, and a megabyte of what follows.
struct RecordReader {
    /// What the file is called in a message.
    let name: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    /// Where in the buffer the first byte stands that is not behind.
    private var start = 0
    private var line = 1
    private var elementCount = 0
    private var framing: Framing?
    private var isAtEnd = false

    private enum Framing { case lines, list, values }

    /// A value, and where it stands.
    struct Record: Sendable {
        let line: Int
        /// Which element of a list it is, counted from 1; nil where there is no list.
        let element: Int?
        /// The bytes of the value; nil when there are too many.
        let text: [UInt8]?
    }

    /// The most bytes that a value may have; no fact comes near to it.
    static let byteCountMax = 16 << 20
    private static let chunkByteCount = 1 << 20

    /// Begins to read a file, or standard input for `-`.
    init(_ path: String) throws {
        if path == "-" {
            name = "standard input"
            handle = .standardInput
        } else {
            name = path.printable
            do {
                handle = try FileHandle(forReadingFrom: URL(filePath: path))
            } catch {
                throw MovingError("\(path.printable): \(error.localizedDescription)")
            }
        }
    }

    /// The next value; nil at the end.
    ///
    /// - Throws: When the file cannot be read, or the frame around its values is broken, so that
    ///   none after it can be told.
    mutating func next() throws -> Record? {
        let framing = try framing ?? findFraming()
        self.framing = framing
        switch framing {
        case .lines: return try nextLine()
        case .list: return try nextElement()
        case .values: return try nextValue()
        }
    }

    /// Where a value stands, for a message.
    func place(of record: Record) -> String {
        "\(name):\(record.line)" + (record.element.map { ": event \($0)" } ?? "")
    }

    private mutating func findFraming() throws -> Framing {
        try fill()
        // A mark of the order of bytes, which some programs put first.
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { skip(to: 3) }
        while let first = buffer[start...].firstIndex(where: { !JSONScan.isSpace($0) }) ?? nil {
            if buffer[first] == UInt8(ascii: "[") {
                skip(to: first + 1)
                return .list
            }
            let rest = buffer[(first + 1)...]
            let isAlone = rest.prefix { $0 != 0x0A }.allSatisfy(JSONScan.isSpace)
            return buffer[first] == UInt8(ascii: "{") && isAlone && rest.contains(0x0A)
                ? .values : .lines
        }
        return .lines
    }

    private mutating func nextLine() throws -> Record? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                let record = Record(line: line, element: nil, text: Array(buffer[start..<end]))
                skip(to: end + 1)
                if let record = record.unlessEmpty { return record }
                searched = start
            } else if isAtEnd {
                guard start < buffer.count else { return nil }
                let record = Record(line: line, element: nil, text: Array(buffer[start...]))
                skip(to: buffer.count)
                return record.unlessEmpty
            } else if buffer.count - start > Self.byteCountMax {
                return try longLine()
            } else {
                let seen = buffer.count - start
                try fill()
                searched = start + seen
            }
        }
    }

    /// Passes over a line that is longer than any can be.
    private mutating func longLine() throws -> Record {
        let record = Record(line: line, element: nil, text: nil)
        while true {
            if let end = buffer[start...].firstIndex(of: 0x0A) {
                skip(to: end + 1)
                return record
            }
            skip(to: buffer.count)
            guard !isAtEnd else { return record }
            try fill()
        }
    }

    private mutating func nextElement() throws -> Record? {
        guard let mark = try peek() else { throw broken("the list does not end") }
        if mark == UInt8(ascii: "]") {
            skip(to: start + 1)
            guard try peek() == nil else { throw broken("something follows the list") }
            return nil
        }
        if elementCount > 0 {
            guard mark == UInt8(ascii: ",") else {
                throw broken("the list does not go on here, and does not end")
            }
            skip(to: start + 1)
        }
        guard let text = try value() else { throw broken("the list does not end") }
        elementCount += 1
        return Record(line: text.line, element: elementCount, text: text.bytes)
    }

    private mutating func nextValue() throws -> Record? {
        guard try peek() != nil else { return nil }
        guard let text = try value() else { throw broken("this does not end") }
        return Record(line: text.line, element: nil, text: text.bytes)
    }

    private mutating func value() throws -> (line: Int, bytes: [UInt8])? {
        guard try peek() != nil else { return nil }
        let line = line
        while true {
            var scan = JSONScan(buffer[start...])
            if let value = scan.value(), isAtEnd || scan.place < buffer.count {
                let bytes = Array(value)
                skip(to: scan.place)
                return (line, bytes)
            }
            guard !isAtEnd, buffer.count - start <= Self.byteCountMax else { return nil }
            try fill()
        }
    }

    /// The next byte but space, which stays ahead; nil at the end.
    private mutating func peek() throws -> UInt8? {
        while true {
            if let index = buffer[start...].firstIndex(where: { !JSONScan.isSpace($0) }) {
                skip(to: index)
                return buffer[index]
            }
            skip(to: buffer.count)
            guard !isAtEnd else { return nil }
            try fill()
        }
    }

    private mutating func skip(to index: Int) {
        for byte in buffer[start..<index] where byte == 0x0A { line += 1 }
        start = index
    }

    private mutating func fill() throws {
        buffer.removeSubrange(..<start)
        start = 0
        guard let more = try handle.read(upToCount: Self.chunkByteCount), !more.isEmpty else {
            isAtEnd = true
            return
        }
        buffer += more
    }

    private func broken(_ reason: String) -> MovingError {
        MovingError("\(name):\(line): \(reason); nothing from here on was read")
    }
}

extension RecordReader.Record {
    /// The record, unless its line has nothing but space.
    fileprivate var unlessEmpty: Self? {
        text?.allSatisfy(JSONScan.isSpace) == true ? nil : self
    }
}
