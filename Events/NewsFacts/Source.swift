public import ByteCoding

/// Where a fact is said, precisely enough for the citation to be checked.
public struct Source: Hashable, Sendable {
    /// The id of the document.
    public var document: String
    /// The SHA-256 of the document's bytes.
    public var sha256: Digest?
    /// The language of the document (BCP 47).
    public var language: String
    /// The languages it went through, from the original to the document's own.
    public var translation: [String]
    /// When it was published, as EDTF; empty when that is not known.
    public var published: String
    /// The line in the document, counted from 1; 0 when the source is the document as a whole.
    public var line: Int
    /// The cited Unicode scalars of that line, counted from 0; empty for the whole line.
    public var characters: Range<Int>
    /// The SHA-256 of the cited characters in UTF-8.
    public var span: Digest?
    /// A short quotation that the user chose to keep.
    public var quote: String

    /// A document as a whole.
    public init(_ document: String) {
        self.document = document
        sha256 = nil
        language = ""
        translation = []
        published = ""
        line = 0
        characters = 0..<0
        span = nil
        quote = ""
    }
}

extension Source: CustomStringConvertible {
    /// The place as editors and compilers write it: `document:line:characters`.
    public var description: String {
        guard line > 0 else { return document }
        guard !characters.isEmpty else { return "\(document):\(line)" }
        return "\(document):\(line):\(characters.lowerBound)-\(characters.upperBound)"
    }
}
