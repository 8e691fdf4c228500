extension UInt64 {
    /// The number that those digits spell as it would be written, or nil.
    init?(canonical text: String) {
        guard let number = UInt64(text), String(number).utf8.elementsEqual(text.utf8) else {
            return nil
        }
        self = number
    }
}

extension String {
    /// What follows those bytes at the start, or nil when others stand there.
    ///
    /// Bytes are compared, not characters: to `hasPrefix` a combining mark after the prefix would
    /// change its last character.
    func dropping(prefix: String) -> String? {
        guard utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }

    /// What stands on both sides of the first such byte, or nil when there is none.
    func split(at byte: UInt8) -> (before: String, after: String)? {
        guard let place = utf8.firstIndex(of: byte) else { return nil }
        let after = utf8[place...].dropFirst()
        return (
            String(decoding: utf8[..<place], as: UTF8.self), String(decoding: after, as: UTF8.self)
        )
    }
}
