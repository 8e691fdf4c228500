/// The name of a key (C2SP signed-note, "Format"): not empty, without spaces and plus signs.
///
/// Two names are equal when their bytes are: a signature covers bytes, not characters.
public struct KeyName: Sendable {
    /// The name as text.
    public let text: String

    /// The name of that text.
    ///
    /// - Throws: a ``TextFormatError`` when the text is empty or has a Unicode space, a plus sign or
    ///   a control character.
    /// - Complexity: O(n).
    public init(_ text: String) throws(TextFormatError) {
        guard !text.isEmpty else { throw TextFormatError(.missing(.keyName), in: .keyName) }
        guard let name = Self(wellFormed: text) else {
            throw TextFormatError(.malformed(.keyName), in: .keyName)
        }
        self = name
    }

    init?(wellFormed text: String) {
        let isRefused = text.unicodeScalars.contains { scalar in
            scalar.properties.isWhitespace || scalar == "+" || scalar.value < 0x20
        }
        guard !text.isEmpty, !isRefused else { return nil }
        self.text = text
    }
}

extension KeyName: Hashable {
    /// Whether the names have the same bytes.
    public static func == (left: KeyName, right: KeyName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Hashes the bytes of the name.
    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension KeyName: CustomStringConvertible {
    /// The name for a message: without control and direction characters, and cut when it is long.
    public var description: String { text.shown }
}
