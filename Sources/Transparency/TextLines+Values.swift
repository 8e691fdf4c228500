import ByteCoding

extension TextLines {
    /// The number that a text spells in decimal, without leading zeros.
    private func number(
        _ text: String,
        _ part: TextFormatError.Part
    ) throws(TextFormatError) -> UInt64 {
        guard let number = UInt64(canonical: text) else { throw error(.notNumber(part)) }
        return number
    }

    /// The bytes that a text spells in base64.
    func bytes(_ text: String, _ part: TextFormatError.Part) throws(TextFormatError) -> [UInt8] {
        guard let bytes = Base64.bytes(of: text) else { throw error(.notBase64(part)) }
        return bytes
    }

    /// The digest that a text spells in base64.
    private func digest(
        _ text: String,
        _ part: TextFormatError.Part
    ) throws(TextFormatError) -> Digest {
        let bytes = try bytes(text, part)
        guard let digest = Digest(bytes) else {
            throw error(.byteCount(part, found: bytes.count, expected: Digest.byteCount))
        }
        return digest
    }

    /// Reads a line that has to be a number.
    mutating func nextNumber(_ part: TextFormatError.Part) throws(TextFormatError) -> UInt64 {
        let line = try next(part)
        return try number(line, part)
    }

    /// Reads a line that has to be a digest in base64.
    mutating func nextDigest(_ part: TextFormatError.Part) throws(TextFormatError) -> Digest {
        let line = try next(part)
        return try digest(line, part)
    }

    /// Reads a line that has to be a word, a space and a number.
    mutating func nextNumber(
        after word: String,
        _ part: TextFormatError.Part
    ) throws(TextFormatError) -> UInt64 {
        let line = try next(part)
        guard let digits = line.dropping(prefix: word + " ") else { throw error(.malformed(part)) }
        return try number(digits, part)
    }

    /// Reads the line that names a format.
    mutating func nextHeader(_ header: String) throws(TextFormatError) {
        let line = try next(.header)
        guard line.utf8.elementsEqual(header.utf8) else { throw error(.malformed(.header)) }
    }

    /// Reads the hashes of a proof, each on a line, and the empty line after them.
    mutating func hashes(most: Int) throws(TextFormatError) -> [Digest] {
        var hashes: [Digest] = []
        while true {
            let line = try next(.blankLine)
            if line.isEmpty { return hashes }
            guard hashes.count < most else { throw error(.tooMany(.hash, most: most)) }
            hashes.append(try digest(line, .hash))
        }
    }
}
