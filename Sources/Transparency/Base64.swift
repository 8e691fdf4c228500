import Foundation

/// Base64 in its one canonical form (RFC 4648, section 4).
package enum Base64 {
    /// The text for those bytes: the standard alphabet, with padding.
    ///
    /// - Complexity: O(n).
    package static func text(of bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
    }

    /// The bytes of that text, or nil when ``text(of:)`` does not write them so.
    ///
    /// Other alphabets, missing padding, white space and stray bits at the end are all refused, so
    /// that a text that was read is written again to the byte.
    ///
    /// - Complexity: O(n).
    package static func bytes(of text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text) else { return nil }
        let bytes = Array(data)
        return self.text(of: bytes).utf8.elementsEqual(text.utf8) ? bytes : nil
    }
}
