import ByteCoding
import Foundation

extension String {
    /// The text in the form NFC of Unicode, which identifiers have, to look one up however it was
    /// typed.
    public var composed: String {
        hasBytes(only: 0...0x7F) ? self : precomposedStringWithCanonicalMapping
    }

    /// Refuses what cannot be an identifier: what is empty or too long, has spaces, controls or
    /// direction marks, or looks like another identifier and has other bytes.
    ///
    /// Identifiers are compared by their bytes, in keys, and as Swift compares text, in memory. That
    /// is the same for texts in the form NFC of Unicode alone, and for characters of which every
    /// part of the program knows the form.
    func checkIdentifier(at place: @autoclosure () -> String) throws(FactError) {
        guard !isEmpty else { throw .invalid(place: place(), reason: "the identifier is missing") }
        guard utf8.count <= Fact.Limit.identifierByteCountMax else {
            throw .invalid(
                place: place(),
                reason: "the identifier has \(utf8.count) bytes, "
                    + "\(Fact.Limit.identifierByteCountMax) are the most"
            )
        }
        // Nearly every identifier is of these alone.
        if hasBytes(only: 0x21...0x7E) { return }
        if let refused = unicodeScalars.first(where: \.isRefusedInIdentifier) {
            throw .invalid(
                place: place(),
                reason: "an identifier holds no space, control or direction character "
                    + "(\(refused.codePoint)); names go into the name of a participant"
            )
        }
        if !hasBytes(only: 0...0x7F) { try checkForm(at: place()) }
    }

    private func checkForm(at place: String) throws(FactError) {
        if let first = unicodeScalars.first, first.isMark {
            throw .invalid(
                place: place,
                reason: "an identifier does not begin with a mark that combines "
                    + "(\(first.codePoint)); put the letter before it"
            )
        }
        if let late = unicodeScalars.first(where: { !$0.isOfKnownForm }) {
            throw .invalid(
                place: place,
                reason: "an identifier holds characters of Unicode 15 and earlier; "
                    + "\(late.codePoint) is newer, or none"
            )
        }
        guard utf8.elementsEqual(composed.utf8) else {
            throw .invalid(
                place: place,
                reason: "the identifier is not in the form NFC of Unicode, so another could look "
                    + "the same; write it as `\(composed.excerpt)`"
            )
        }
    }
}

extension Unicode.Scalar {
    /// The number of the character as Unicode writes it, such as `U+200F`.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    fileprivate var isRefusedInIdentifier: Bool {
        if ("!"..."~").contains(self) { return false }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return properties.isWhitespace
        }
    }

    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Whether the character has been in Unicode for so long that Foundation composes it.
    ///
    /// Swift's own tables are newer, and hold equal what Foundation leaves apart.
    fileprivate var isOfKnownForm: Bool {
        if value < 0x80 { return true }
        if properties.generalCategory == .unassigned { return false }
        return properties.age.map { $0.major <= 15 } ?? false
    }
}
