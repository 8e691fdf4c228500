extension EDTFError: CustomStringConvertible {
    /// What is wrong, the text with a caret under the place, and what to write instead.
    ///
    /// Pure ASCII whatever the text holds: all else is escaped, so that nothing of a hostile text
    /// reaches a terminal and the caret stands where it should. A long text is cut.
    public var description: String {
        var lines = ["not a date: \(problem)"]
        if !text.isEmpty { lines += picture }
        lines.append(advice)
        return lines.joined(separator: "\n")
    }

    private var picture: [String] {
        let scalarCountMax = EDTF.lengthMax + 8
        let shown = String(String.UnicodeScalarView(text.unicodeScalars.prefix(scalarCountMax)))
        let rest = shown.utf8.count < text.utf8.count ? "..." : ""
        let indent = Self.escaped(String(shown.prefix(offset))).count
        return [
            "    " + Self.escaped(shown) + rest,
            "    " + String(repeating: " ", count: indent) + "^",
        ]
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    }

    private var problem: String {
        switch reason {
        case .empty: "there is no text"
        case .tooLong(let byteCount):
            "\(byteCount) bytes, where no date has more than \(EDTF.lengthMax)"
        case .unexpected(let scalar, let wanted):
            "\(Self.name(of: scalar)) where \(wanted.phrase) is wanted"
        case .incomplete(let wanted): "it ends where \(wanted.phrase) is wanted"
        case .outOfRange(let part, let found, let allowed):
            "\(part.noun) \(Self.span(found)) is not within \(Self.span(allowed))"
        case .yearMinusZero: "year -0000 is not a year"
        case .yearUnknown: "nothing is known of the year"
        case .noDate: "it has no date at either end"
        case .reversed(let start, let end): "it ends by \(end), before it can begin on \(start)"
        case .unsupported(let feature): "\(feature.phrase) is EDTF that is not read here"
        }
    }

    private var advice: String {
        switch reason {
        case .empty, .tooLong: Self.forms
        case .unexpected(let scalar, let wanted): Self.advice(on: scalar) ?? wanted.advice
        case .incomplete(let wanted), .outOfRange(let wanted, _, _): wanted.advice
        case .yearMinusZero: "write 0000 for the year before year 1, -0001 for the one before it"
        case .yearUnknown: "write at least the first digit of the year, as in 1XXX, or no date"
        case .noDate: "write a date at one end at least, as in 2004/.. or [..2004]"
        case .reversed: "write the earlier date first"
        case .unsupported(let feature): feature.advice
        }
    }

    private static func span(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        if ("!"..."~").contains(scalar) { return "\"\(scalar)\"" }
        guard let name = scalar.properties.name else { return scalar.codePoint }
        return "\(scalar.codePoint) (\(name))"
    }
}
