public import ByteCoding
public import EventLog
public import NewsFacts
public import Projecting

extension LogSnapshot {
    /// The fact that the event at a position holds, as it was appended.
    ///
    /// - Precondition: `position` lies before the head.
    /// - Complexity: O(log n) in the events, and O(m) in the bytes of this one.
    public func fact(at position: Position) throws(ViewError) -> Fact {
        do {
            var events = try events(from: position)
            return try Fact(bytes: try events.seek(to: position).bytes)
        } catch let error as LogError {
            throw .log(error)
        } catch let error as FactError {
            throw .unreadable(position, error)
        } catch {
            preconditionFailure("reading a fact throws nothing else: \(error)")
        }
    }

    /// The facts that those versions hold.
    public func facts(_ versions: [FactVersion]) throws(ViewError) -> [KnownFact] {
        var facts: [KnownFact] = []
        for version in versions {
            guard let days = version.days else { continue }
            facts.append(
                KnownFact(
                    lineage: version.lineage,
                    position: version.position,
                    days: days,
                    content: try fact(at: version.position).content
                )
            )
        }
        return facts
    }
}
