extension String {
    /// Whether a cell says nothing.
    var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 } }

    /// Whether it holds nothing but the digits of ASCII, of which a number could have a sign too.
    var isOfDigits: Bool { utf8.allSatisfy { (0x30...0x39).contains($0) } }

    /// The id of an event, which must be a number.
    func checkedNumber(in column: String) throws(MovingError) -> String {
        guard !isEmpty, utf8.count < 20, isOfDigits else {
            throw MovingError("\(column): `\(excerpt)` is no number")
        }
        return self
    }
}
