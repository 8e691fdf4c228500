extension EDTFParser {
    /// The error for a fault at an index of the text's bytes.
    func failure(_ reason: EDTFError.Reason, at position: Int) -> EDTFError {
        EDTFError(text, atByte: position, reason)
    }

    /// The error for a next character that is not the one wanted.
    func unexpected(wanted: EDTFError.Part) -> EDTFError {
        if let feature = feature(wanted: wanted) {
            return failure(.unsupported(feature), at: position)
        }
        // The byte ahead may be the first of several, so the whole scalar is looked up.
        let index = text.utf8.index(text.startIndex, offsetBy: position)
        if index == text.endIndex { return failure(.incomplete(wanted: wanted), at: position) }
        return failure(.unexpected(text.unicodeScalars[index], wanted: wanted), at: position)
    }

    /// The form of EDTF that the next character belongs to, when it is one that is not read.
    private func feature(wanted: EDTFError.Part) -> EDTFError.Feature? {
        switch next {
        case "{", "}", ",": .list
        case "]" where wanted == .dots: .list
        case "(", ")", "?", "~", "%": .doubtfulPart
        case "-" where wanted == .end && followsDoubt: .doubtfulPart
        case "Y" where wanted == .year, "E" where wanted == .end: .longYear
        case "S" where wanted == .end: .significantDigits
        case "." where wanted == .end: .bareRange
        case "T" where wanted != .year: .time
        default: nil
        }
    }

    private var followsDoubt: Bool {
        switch text.utf8.prefix(position).last {
        case UInt8(ascii: "?"), UInt8(ascii: "~"), UInt8(ascii: "%"): true
        default: false
        }
    }
}
