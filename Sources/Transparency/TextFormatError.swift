/// Why a text could not be read: which line of it, and what is wrong there.
public struct TextFormatError: Error, Hashable {
    /// What the text was read as.
    public let form: Form
    /// The line, from 1; nil when it is not one line that is wrong, or there is only one.
    public let line: Int?
    /// What is wrong.
    public let reason: Reason

    /// An error at a line.
    init(_ reason: Reason, in form: Form, line: Int? = nil) {
        self.form = form
        self.line = line
        self.reason = reason
    }

    /// The texts that are read here.
    public enum Form: String, Hashable, Sendable {
        /// A signed note.
        case note
        /// The text of a checkpoint.
        case checkpoint
        /// A proof of inclusion with its checkpoint.
        case inclusionProof = "proof of inclusion"
        /// A proof of consistency with its checkpoint.
        case consistencyProof = "proof of consistency"
        /// The name of a key.
        case keyName = "name of a key"
        /// A public key.
        case verifierKey = "public key"
        /// A private key.
        case signerKey = "private key"
        /// The path of a tile.
        case tilePath = "path of a tile"
    }

    /// What can be wrong with a text.
    public enum Reason: Hashable, Sendable {
        /// It has more bytes than are read.
        case tooLong(byteCount: Int, most: Int)
        /// It is not valid UTF-8.
        case invalidUTF8
        /// It has a control character other than newline.
        case controlCharacter(UInt8)
        /// It does not end in a newline.
        case unfinished
        /// The line ends, or the text does, where that part should stand.
        case missing(Part)
        /// That part is not of its form.
        case malformed(Part)
        /// That part is not base64 in its canonical form.
        case notBase64(Part)
        /// That part is not a decimal number of 64 bits without leading zeros.
        case notNumber(Part)
        /// That part has another number of bytes than it must have.
        case byteCount(Part, found: Int, expected: Int)
        /// There are more of that part than are read.
        case tooMany(Part, most: Int)
        /// The key is of a kind that is not known here.
        case unknownKind(UInt8)
        /// The key does not have the ID that is stated with it.
        case otherKeyID(stated: KeyID, computed: KeyID)
        /// The name begins with a scheme, as `https://`.
        case scheme
    }

    /// The parts of texts.
    public enum Part: String, Hashable, Sendable {
        /// The line that says what a file is.
        case header = "the line that names the format"
        /// The first line of a checkpoint.
        case origin = "the origin of the log"
        /// The second line of a checkpoint.
        case treeSize = "the tree size"
        /// The third line of a checkpoint.
        case rootHash = "the root hash"
        /// A line after the third of a checkpoint.
        case extensionLine = "an extension line"
        /// The text of a note before its signatures.
        case noteText = "the text above the signatures"
        /// The line between the text of a note and its signatures.
        case blankLine = "the blank line"
        /// A line with a signature.
        case signatureLine = "a signature line"
        /// The signature itself.
        case signature = "the signature"
        /// The name of a key.
        case keyName = "the name of the key"
        /// The ID of a key.
        case keyID = "the ID of the key"
        /// The bytes of a key.
        case key = "the key"
        /// The line with the index of an entry.
        case index = "the index"
        /// The line with extra data.
        case extra = "the extra data"
        /// A line with a hash of a proof.
        case hash = "a hash of the proof"
        /// The line with the size of the earlier tree.
        case oldSize = "the old size"
        /// The folder of all tiles.
        case start = "the folder tile/"
        /// The level of a tile.
        case level = "the level"
        /// The index of a tile.
        case tileIndex = "the index of the tile"
        /// The width of a tile.
        case width = "the width"
    }
}
