import ByteCoding
public import EventLog

/// Events for tests of the log: their keys stand at the front of their bytes, where the log's
/// reader finds them; bytes that do not begin with the mark have no keys.
public enum SampleEvent {
    private static let mark: UInt8 = 0x1E
    private static let fieldEnd: UInt8 = 0x1F

    /// An event with keys.
    public static func event(
        _ content: [UInt8],
        type: UInt16 = 1,
        effect: NewEvent.Effect = .adds(lo: 0, hi: 0),
        subject: String = "",
        entities: [String] = [],
        externalID: String = ""
    ) -> NewEvent {
        let keys = EventKeys(subject: subject, entities: entities, externalID: externalID)
        guard !(subject.isEmpty && entities.isEmpty && externalID.isEmpty) else {
            return NewEvent(bytes: content, type: type, effect: effect, keys: keys)
        }
        var bytes = [mark]
        for text in [subject, externalID, entities.joined(separator: ",")] {
            bytes += Array(text.utf8) + [fieldEnd]
        }
        return NewEvent(bytes: bytes + content, type: type, effect: effect, keys: keys)
    }

    /// An event that says that text.
    public static func event(
        _ text: String,
        type: UInt16 = 1,
        effect: NewEvent.Effect = .adds(lo: 0, hi: 0),
        subject: String = "",
        entities: [String] = [],
        externalID: String = ""
    ) -> NewEvent {
        event(
            Array(text.utf8),
            type: type,
            effect: effect,
            subject: subject,
            entities: entities,
            externalID: externalID
        )
    }

    /// Reads the keys of an event from its bytes.
    @Sendable
    public static func keys(_ bytes: Span<UInt8>) -> EventKeys? {
        guard bytes.count > 0, bytes[0] == mark else {
            return EventKeys(subject: "", entities: [], externalID: "")
        }
        var texts: [String] = []
        var text: [UInt8] = []
        for index in 1..<bytes.count where texts.count < 3 {
            if bytes[index] == fieldEnd {
                texts.append(String(decoding: text, as: UTF8.self))
                text = []
            } else {
                text.append(bytes[index])
            }
        }
        guard texts.count == 3, texts.allSatisfy(EventKeys.fits) else { return nil }
        return EventKeys(
            subject: texts[0],
            entities: texts[2].split(separator: ",").map(String.init),
            externalID: texts[1]
        )
    }
}

extension EventLog {
    /// Makes a log of sample events.
    public static func sample(in folder: TemporaryFolder) throws(LogError) -> EventLog {
        try create(in: folder.path, identity: .random(), reader: SampleEvent.keys)
    }

    /// Opens a log of sample events.
    public static func opened(in folder: TemporaryFolder) throws(LogError) -> EventLog {
        try EventLog(openingIn: folder.path, access: .readWrite, reader: SampleEvent.keys)
    }

    /// Appends sample events at a moment, in microseconds.
    @discardableResult
    public func append(_ events: [NewEvent], at moment: Int64) throws(LogError) -> [Int] {
        try append(events, at: .clock(Timestamp(rawValue: moment))).positions.map {
            Int($0.rawValue)
        }
    }
}
