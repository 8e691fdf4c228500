public import ByteCoding
public import NewsFacts

/// A question to a view: for which day, and what the log knew then.
public struct ViewMoment: Hashable, Sendable {
    /// The day.
    public let day: Day
    /// How many events the log held.
    public let knownAt: Position

    /// What was so on a day, as the first `k` events have it.
    public init(on day: Day, knownAt k: Position) {
        self.day = day
        knownAt = k
    }
}
