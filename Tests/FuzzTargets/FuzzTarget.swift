/// A way into the program for bytes that a stranger wrote.
///
/// Its check is run by `scripts/fuzz` on what libFuzzer makes up, and by the tests on every file of
/// `Tests/Corpus/<name>` and on every seed.
public struct FuzzTarget: Sendable {
    /// The name, which is that of the folder of its corpus.
    public let name: String
    /// One sentence that says what is read and what has to hold.
    public let summary: String
    /// The most bytes that are worth trying.
    public let byteCountMax: Int
    /// Inputs from which others are made.
    public let seeds: @Sendable () -> [[UInt8]]
    /// Reads the bytes; what is wrong with the outcome, or nil when they were taken or refused as
    /// they should be.
    public let finding: @Sendable ([UInt8]) -> String?

    /// Every target, in the order of `scripts/fuzz --list`.
    ///
    /// A new parser gets its line here, and a folder of its name in `Tests/Corpus` once something was
    /// found.
    public static let all: [FuzzTarget] =
        [.factBytes, .factJSON, .edtf, .amount, .note, .proof, .tile, .viewRow] + testable
}

extension FuzzTarget {
    /// The texts for a target that reads text: the bytes as they are when they are UTF-8, else with
    /// U+FFFD in place of what is not.
    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// What is wrong with reading something: what the body finds or, when it refuses, what is wrong
    /// with the words of its refusal.
    static func flaw(of body: () throws -> String?) -> String? {
        do { return try body() } catch { return flaw(inMessage: "\(error)") }
    }

    /// What is wrong with a text that a person is shown: nothing in it may steer a terminal, and a
    /// refusal is no place for megabytes.
    static func flaw(inMessage text: String) -> String? {
        let byteCountMax = 8_192
        if text.utf8.count > byteCountMax { return "a message of \(text.utf8.count) bytes" }
        let refused = text.unicodeScalars.first { scalar in
            scalar != "\n" && scalar != "\u{200C}" && scalar != "\u{200D}"
                && [.control, .format, .lineSeparator, .paragraphSeparator]
                    .contains(scalar.properties.generalCategory)
        }
        return refused.map {
            "a message with U+\(String($0.value, radix: 16)): \(text.debugDescription)"
        }
    }
}

extension String {
    /// Whether the texts are the same scalar for scalar, which `==` does not ask.
    func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
