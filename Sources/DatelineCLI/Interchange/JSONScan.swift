/// Finds where the values of a JSON text begin and end.
///
/// Whether they are JSON within is for those to say who read them.
struct JSONScan {
    private let text: ArraySlice<UInt8>
    /// The index of the first byte that is not behind.
    private(set) var place: Int

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        place = text.startIndex
    }

    /// Whether nothing but space is left.
    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return place >= text.endIndex
        }
    }

    /// Whether the next character but space is that one, which is then behind.
    mutating func takes(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard place < text.endIndex, text[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    /// The text of the next value; nil when there is none that ends.
    ///
    /// - Complexity: O(n) in its bytes.
    mutating func value() -> ArraySlice<UInt8>? {
        skipSpace()
        guard place < text.endIndex else { return nil }
        let start = place
        switch text[place] {
        case UInt8(ascii: "\""): guard skipText() else { return nil }
        case UInt8(ascii: "{"), UInt8(ascii: "["): guard skipNested() else { return nil }
        default:
            while place < text.endIndex, !Self.isDelimiter(text[place]) { place += 1 }
            guard place > start else { return nil }
        }
        return text[start..<place]
    }

    /// Steps over an object or a list; false when it does not end.
    private mutating func skipNested() -> Bool {
        var depth = 0
        while place < text.endIndex {
            switch text[place] {
            case UInt8(ascii: "\""): guard skipText() else { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                place += 1
                if depth == 0 { return true }
            default: place += 1
            }
        }
        return false
    }

    /// Steps over a text in quotes; false when it does not end.
    private mutating func skipText() -> Bool {
        place += 1
        while place < text.endIndex {
            switch text[place] {
            case UInt8(ascii: "\\"): place += 2
            case UInt8(ascii: "\""):
                place += 1
                return true
            default: place += 1
            }
        }
        return false
    }

    private mutating func skipSpace() {
        while place < text.endIndex, Self.isSpace(text[place]) { place += 1 }
    }

    /// Whether the byte is space between the parts of a JSON text.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        isSpace(byte)
            || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }
}
