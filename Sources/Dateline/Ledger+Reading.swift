public import ByteCoding
public import EventLog
import NewsFacts
import ViewStore

extension Ledger {
    /// The events in a range of positions, in order.
    ///
    /// - Precondition: the range does not reach past the head.
    /// - Complexity: O(n) in the bytes of the events.
    public func events(
        _ range: Range<Position>,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> [RecordedFact] {
        precondition(range.upperBound <= snapshot.head, "\(range) reaches past \(snapshot.head)")
        var facts: [RecordedFact] = []
        facts.reserveCapacity(range.count)
        do {
            var events = try snapshot.events(from: range.lowerBound)
            while facts.count < range.count, let event = try events.next() {
                facts.append(try RecordedFact(event))
            }
        } catch let error as LogError {
            throw .log(error)
        } catch let error as LedgerError {
            throw error
        } catch {
            preconditionFailure("reading events throws nothing else: \(error)")
        }
        return facts
    }
}
