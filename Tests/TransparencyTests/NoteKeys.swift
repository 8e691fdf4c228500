import Transparency

/// Keys and notes that the Go package golang.org/x/mod/sumdb/note has in its tests.
enum PeterNeumann {
    static let verifierText =
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let secretText =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let signatureLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    static let note = text + "\n" + signatureLine

    /// A second key, and its signature under the same text.
    static let otherVerifierText =
        "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    static let otherSignatureLine =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"

    static func verifier() throws -> NoteVerifier { try NoteVerifier(parsing: verifierText) }
    static func signer() throws -> NoteSigner { try NoteSigner(parsing: secretText) }
}

extension String {
    /// The bytes of the text.
    var bytes: [UInt8] { Array(utf8) }
}

/// A key whose signatures of any text are as good as another's; new in each run.
func newSigner(_ name: String = "example.com/log") throws -> NoteSigner {
    try NoteSigner(generatingFor: name)
}

/// The text of the bytes.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
