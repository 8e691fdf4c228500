import Foundation
import NewsFacts

/// Reads the records of a file one after the other.
///
/// JSON values stand one a line, or as the elements of one list, or, where the first line is no more
/// than `{`, on as many lines as they like. Other records are lines, or rows of a table whose quoted
/// cells may go over several.
///
/// - Complexity: it holds one value, and a megabyte of what follows.
struct RecordReader {
    /// What the file is called in a message.
    let name: String
    /// How many bytes the file has; nil when it is no plain file.
    let byteCount: Int?
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    /// Where in the buffer the first byte stands that is not behind.
    private var start = 0
    private var line = 1
    private var elementCount = 0
    private var framing: Framing?
    private var isAtEnd = false
    /// How many bytes were read, those included that are still ahead in the buffer.
    private var takenByteCount = 0

    /// How a file is divided into records.
    private enum Framing { case lines, list, values, rows(delimiter: UInt8) }

    /// What a file holds.
    enum Content {
        /// JSON values.
        case json
        /// Records of one line each.
        case lines
        /// Rows whose cells are divided by that character, and may be quoted.
        case table(delimiter: UInt8)
    }

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

    /// How many bytes are behind.
    var readByteCount: Int { takenByteCount - (buffer.count - start) }

    /// Begins to read a file, or standard input for `-`.
    ///
    /// - Throws: When it cannot be read, or is compressed.
    init(_ path: String, content: Content = .json) throws {
        if path == "-" {
            name = "standard input"
            byteCount = nil
            handle = .standardInput
        } else {
            name = path.printable
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
            byteCount = isFile ? attributes?[.size] as? Int : nil
            do {
                handle = try FileHandle(forReadingFrom: URL(filePath: path))
            } catch {
                throw MovingError("\(path.printable): \(error.localizedDescription)")
            }
        }
        try fill()
        try checkCompression(path)
        // A mark of the order of bytes, which some programs put first.
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { skip(to: 3) }
        switch content {
        case .json: framing = nil
        case .lines: framing = .lines
        case .table(let delimiter): framing = .rows(delimiter: delimiter)
        }
    }

    /// Refuses what another program has to unpack first.
    private func checkCompression(_ path: String) throws {
        let file = path == "-" ? "FILE" : name
        if buffer.starts(with: [0x1F, 0x8B]) || path.hasSuffix(".gz") {
            throw MovingError(
                "\(name) is compressed; unpack it on the way: zcat \(file) | dateline import … -"
            )
        }
        if buffer.starts(with: [0x50, 0x4B, 0x03, 0x04]) || path.hasSuffix(".zip") {
            throw MovingError(
                "\(name) is compressed; unpack it on the way: unzip -p \(file) | dateline import … -"
            )
        }
    }

    /// The next record; nil at the end.
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
        case .rows(let delimiter): return try nextRow(delimiter)
        }
    }

    /// Where a value stands, for a message.
    func place(of record: Record) -> String {
        "\(name):\(record.line)" + (record.element.map { ": event \($0)" } ?? "")
    }

    private mutating func findFraming() throws -> Framing {
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

    private mutating func nextRow(_ delimiter: UInt8) throws -> Record? {
        var scan = RowScan(delimiter: delimiter)
        var line = line
        var index = start
        var isTooLong = false
        while true {
            while index < buffer.count, !scan.endsRow(buffer[index]) { index += 1 }
            guard index < buffer.count || isAtEnd else {
                // Of what is too long to be a row, only the end is looked for.
                isTooLong = isTooLong || buffer.count - start > Self.byteCountMax
                if isTooLong { skip(to: buffer.count) }
                let seen = buffer.count - start
                try fill()
                index = start + seen
                continue
            }
            guard isTooLong || start < index || index < buffer.count else { return nil }
            let text = isTooLong ? nil : Array(buffer[start..<index])
            let record = Record(line: line, element: nil, text: text)
            skip(to: min(index + 1, buffer.count))
            if let record = record.unlessEmpty { return record }
            (line, index) = (self.line, start)
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
        takenByteCount += more.count
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
