public import ByteCoding

/// What must hold for a batch to be appended.
///
/// It is judged in the append's own transaction, so that nothing can come between.
public enum Precondition: Hashable, Sendable {
    /// The log holds just that many events.
    case head(Position)
    /// No event from a position on has a key: a subject, an entity, a type.
    case nothing(LookupKey, since: Position)
}

/// The time at which a batch is to be recorded.
public enum RecordingTime: Hashable, Sendable {
    /// The time that the clock shows or, when clocks disagree, that of the event before.
    case clock(Timestamp)
    /// A time of the past that is to be kept, as when a log is moved; it must not go back behind
    /// the last event.
    case exactly(Timestamp)
    /// As ``exactly(_:)``, with a time for each event of the batch.
    ///
    /// They must not go back either; that of an event which the log holds already does not count.
    case each([Timestamp])
}

/// A batch that waits to be appended.
struct AppendRequest: Sendable {
    let events: [NewEvent]
    let time: RecordingTime
    let preconditions: [Precondition]
}
