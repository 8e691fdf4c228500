/// Checks what `JSONDecoder` lets pass or says nothing helpful about: a key that is given twice, of
/// which it would keep one; a comma with nothing behind it; numbers that it would round; what nests
/// without end; and text that is not UTF-8.
struct JSONStructure {
    private let bytes: [UInt8]
    /// The keys of each object that is open, or nil for a list.
    private var open: [Set<ArraySlice<UInt8>>?] = []
    private var previous: UInt8 = 0
    private var index = 0

    private static let space: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20]

    init(_ json: [UInt8]) { bytes = json }

    /// What is wrong, and near which byte; nil when nothing is.
    ///
    /// What is no JSON in any other way is left to the decoder.
    ///
    /// - Complexity: O(n) in the bytes.
    mutating func problem() -> String? {
        if let byte = firstByteBeyondUTF8 { return "it is not UTF-8 at byte \(byte)" }
        while index < bytes.count {
            let byte = bytes[index]
            let problem: String? =
                switch byte {
                case UInt8(ascii: "{"): opening(an: [])
                case UInt8(ascii: "["): opening(an: nil)
                case UInt8(ascii: "}"), UInt8(ascii: "]"): closing()
                case UInt8(ascii: "\""): text()
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): number()
                // The decoder would take it for UTF-16 and read what was not checked.
                case 0: "it is not UTF-8 at byte \(index)"
                default: nil
                }
            if let problem { return problem }
            if !Self.space.contains(byte) { previous = byte }
            index += 1
        }
        return nil
    }

    private var firstByteBeyondUTF8: Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    private mutating func opening(an object: Set<ArraySlice<UInt8>>?) -> String? {
        open.append(object)
        return open.count <= Fact.Limit.jsonNestingMax
            ? nil
            : "it nests deeper than \(Fact.Limit.jsonNestingMax) lists and objects, near byte "
                + "\(index); no fact needs that"
    }

    private mutating func closing() -> String? {
        if previous == UInt8(ascii: ",") { return "a comma ends nothing near byte \(index)" }
        _ = open.popLast()
        return nil
    }

    private mutating func text() -> String? {
        let start = index
        index = endOfText(from: start + 1)
        guard isBeforeKey else { return nil }
        let key = bytes[start + 1..<index]
        let name = String(decoding: key.prefix(1_024), as: UTF8.self).excerpt
        if key.contains(UInt8(ascii: "\\")) {
            return "the key `\(name)` has an escape in it, near byte \(start); write keys plainly"
        }
        if open.last??.contains(key) == true {
            return "the key `\(name)` is given twice, near byte \(start)"
        }
        open[open.count - 1]?.insert(key)
        return nil
    }

    private var isBeforeKey: Bool {
        open.last.flatMap { $0 } != nil
            && (previous == UInt8(ascii: "{") || previous == UInt8(ascii: ","))
    }

    private func endOfText(from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, bytes.count)
    }

    /// A fact counts lines and characters and nothing else: digits do, and few of them.
    private mutating func number() -> String? {
        let start = index
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        while index + 1 < bytes.count, isDigit(bytes[index + 1]) { index += 1 }
        let isWhole =
            index + 1 == bytes.count || ![0x2E, 0x45, 0x65].contains(bytes[index + 1])
        return isWhole && index - start < Fact.Limit.jsonDigitCountMax
            ? nil : "the number at byte \(start) is not a whole number, or too large"
    }
}
