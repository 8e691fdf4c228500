public import ByteCoding

/// An event that is to be appended: its bytes, and what the log has to know without reading them.
public struct NewEvent: Sendable {
    /// The bytes to keep.
    public let bytes: [UInt8]
    /// The id of the event: the SHA-256 of its bytes.
    public let id: Digest
    /// The number of the event's type.
    public var type: UInt16
    /// What the event does to what the log holds.
    public var effect: Effect
    /// By what the event can be looked up.
    public var keys: EventKeys

    /// What an event does to what the log holds.
    public enum Effect: Hashable, Sendable {
        /// It adds a fact that may have been so on those days, counted from 1970-01-01.
        case adds(lo: Int32, hi: Int32)
        /// It gives the fact of the event with that id a new content.
        case replaces(Digest)
        /// It takes the fact of the event with that id back.
        case retracts(Digest)
    }

    /// An event with those bytes.
    public init(bytes: [UInt8], type: UInt16, effect: Effect, keys: EventKeys) {
        self.bytes = bytes
        id = Digest(sha256Of: bytes)
        self.type = type
        self.effect = effect
        self.keys = keys
    }

    /// The most bytes that one event may have.
    public static let byteCountMax = 1 << 20
}

/// By what an event can be looked up, besides its id, its type and the fact that it is about.
public struct EventKeys: Hashable, Sendable {
    /// The id of the thing that the event is about; empty for none.
    public var subject: String
    /// The ids of the entities that take part or are named otherwise.
    public var entities: [String]
    /// The text by which the event is known elsewhere; no other event may have it.
    ///
    /// Empty for none.
    public var externalID: String

    /// Keys of an event.
    ///
    /// - Precondition: every text ``fits(_:)``.
    public init(subject: String, entities: [String], externalID: String) {
        Self.check(subject)
        for entity in entities { Self.check(entity) }
        Self.check(externalID)
        self.subject = subject
        self.entities = entities
        self.externalID = externalID
    }

    private static func check(_ text: String) {
        precondition(
            fits(text),
            "a key of \(text.utf8.count) bytes; \(textByteCountMax) are the most, none 0"
        )
    }

    /// The most bytes of UTF-8 that the text of a key may have.
    public static let textByteCountMax = 255

    /// Whether a text can be a key: not too long, and without a zero byte.
    public static func fits(_ text: String) -> Bool {
        text.utf8.count <= textByteCountMax && !text.hasByte(0)
    }
}
