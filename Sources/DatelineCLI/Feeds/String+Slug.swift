import ByteCoding
import NewsFacts

extension String {
    /// An identifier made of a name: its letters and digits, in lower case, with hyphens between.
    ///
    /// It is the same for every spelling of the name that differs in case, space and punctuation
    /// alone. Names of 100 bytes and more are cut, and told apart by a digest, as are those without
    /// a letter or digit.
    var slug: String {
        let folded = composed.lowercased().composed
        var slug = String.UnicodeScalarView()
        var isBetween = false
        for scalar in folded.unicodeScalars {
            guard scalar.isOfWord, !(slug.isEmpty && scalar.isMark) else {
                isBetween = !slug.isEmpty
                continue
            }
            // A mark belongs to the letter before it, and to none across a gap.
            if isBetween, scalar.isMark { continue }
            if isBetween { slug.append("-") }
            isBetween = false
            slug.append(scalar)
        }
        let text = String(slug).composed
        guard !text.isEmpty else { return "name-" + digestText }
        return text.cut(toByteCount: Self.slugByteCountMax)
    }

    /// The most bytes of a slug.
    static let slugByteCountMax = 100

    /// The text, or its beginning and a digest of it when it is longer than that.
    func cut(toByteCount countMax: Int) -> String {
        guard utf8.count > countMax else { return self }
        var beginning = ""
        for character in self {
            guard beginning.utf8.count + character.utf8.count <= countMax - 33 else { break }
            beginning.append(character)
        }
        return beginning + "-" + digestText
    }

    /// Half of the SHA-256 of the text, which tells texts apart well enough.
    var digestText: String { String(Digest(sha256Of: Array(utf8)).description.prefix(32)) }
}

extension Unicode.Scalar {
    /// Whether the scalar is part of a word, and known to all who compose text.
    fileprivate var isOfWord: Bool {
        if isASCII { return properties.isAlphabetic || ("0"..."9").contains(self) }
        guard properties.isAlphabetic || properties.numericType != nil || isMark else {
            return false
        }
        return properties.age.map { $0.major <= 15 } ?? false
    }

    fileprivate var isMark: Bool {
        if isASCII { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }
}
