import ByteCoding

/// The lines of a text that may come from anyone, read one after the other.
///
/// The text is valid UTF-8, ends in a newline, and has no other control character. A part of the
/// lines keeps their numbers, so that an error names the line of the whole.
struct TextLines {
    let form: TextFormatError.Form
    private(set) var lines: ArraySlice<String>

    /// The lines of those bytes.
    ///
    /// - Complexity: O(n).
    init(
        _ bytes: [UInt8],
        of form: TextFormatError.Form,
        byteCountMax: Int
    ) throws(TextFormatError) {
        guard bytes.count <= byteCountMax else {
            throw TextFormatError(.tooLong(byteCount: bytes.count, most: byteCountMax), in: form)
        }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let line = Self.line(of: error.byteOffsets.lowerBound, in: bytes)
            throw TextFormatError(.invalidUTF8, in: form, line: line)
        }
        if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != Self.newline }) {
            let line = Self.line(of: offset, in: bytes)
            throw TextFormatError(.controlCharacter(bytes[offset]), in: form, line: line)
        }
        guard bytes.last == Self.newline else {
            let line = Self.line(of: bytes.count, in: bytes)
            throw TextFormatError(.unfinished, in: form, line: line)
        }
        self.form = form
        lines =
            bytes.dropLast().split(separator: Self.newline, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }[...]
    }

    private init(_ lines: ArraySlice<String>, of form: TextFormatError.Form) {
        self.form = form
        self.lines = lines
    }

    private static let newline = UInt8(ascii: "\n")

    private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes[..<offset].count { $0 == newline }
    }

    /// Whether all lines have been read.
    var isAtEnd: Bool { lines.isEmpty }

    /// An error in the line read last.
    func error(_ reason: TextFormatError.Reason) -> TextFormatError {
        TextFormatError(reason, in: form, line: lines.startIndex)
    }

    /// Reads the next line, which has to hold that part.
    mutating func next(_ part: TextFormatError.Part) throws(TextFormatError) -> String {
        guard let line = lines.popFirst() else {
            throw TextFormatError(.missing(part), in: form, line: lines.startIndex + 1)
        }
        return line
    }

    /// The lines of a note's text and its signature lines, on both sides of the last empty line.
    func parts() throws(TextFormatError) -> (text: TextLines, signatures: TextLines) {
        guard let blank = lines.lastIndex(where: \.isEmpty) else {
            throw TextFormatError(.missing(.blankLine), in: form, line: lines.endIndex + 1)
        }
        return (TextLines(lines[..<blank], of: form), TextLines(lines[(blank + 1)...], of: form))
    }
}
