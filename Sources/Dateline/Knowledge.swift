public import ByteCoding
public import EventLog
public import NewsFacts
import ViewStore

/// A state of knowledge: how much of the log counts.
public enum KnownAt: Hashable, Sendable {
    /// All of it.
    case head
    /// Its first so many events.
    case position(Position)
    /// What had been recorded by the end of a day, in UTC.
    case day(Day)
    /// What had been recorded by a moment.
    case moment(Timestamp)
}

/// A state of knowledge as it was resolved.
public struct Knowledge: Hashable, Sendable {
    /// How many events count.
    public let position: Position
    /// When the last of them was recorded; nil when none counts.
    public let recordedAt: Timestamp?
}

extension LogSnapshot {
    /// Resolves a state of knowledge; one past the head is the head.
    public func knowledge(at knownAt: KnownAt) throws(LedgerError) -> Knowledge {
        do throws(LogError) {
            let position: Position =
                switch knownAt {
                case .head: head
                case .position(let position): min(position, head)
                case .day(let day):
                    try eventCount(recordedBefore: Timestamp(startOf: day.advanced(by: 1)))
                case .moment(let moment):
                    moment.rawValue == .max
                        ? head
                        : try eventCount(recordedBefore: Timestamp(rawValue: moment.rawValue + 1))
                }
            guard position > .zero else { return Knowledge(position: .zero, recordedAt: nil) }
            var events = try events(from: position)
            let last = try events.seek(to: position.advanced(by: -1))
            return Knowledge(position: position, recordedAt: last.recordedAt)
        } catch {
            throw .log(error)
        }
    }
}
