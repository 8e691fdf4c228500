import ByteCoding
import EventLog
import NewsFacts

extension StoredEvent {
    /// In what the header of the event differs from what its bytes say.
    ///
    /// - Parameters:
    ///   - lineages: The lineages of the events so far, by their ids.
    ///   - owners: The external ids of the events so far, to which that of this one is added.
    /// - Returns: The difference in words; nil when there is none.
    func difference(
        given lineages: [Digest: Position],
        _ owners: inout Set<[UInt8]>
    ) -> String? {
        let fact: Fact
        do throws(FactError) { fact = try Fact(bytes: bytes) } catch { return "\(error)" }
        guard fact.type.number == header.type else {
            return "its header gives another type than its bytes"
        }
        guard fact.bytes.elementsEqual(Array(copying: bytes)) else {
            return "its bytes are not in canonical form"
        }
        if !fact.externalID.isEmpty, !owners.insert(Array(fact.externalID.utf8)).inserted {
            return "it has the external id of an earlier event"
        }
        switch (fact.effect, header.effect) {
        case (.adds(let lo, let hi), .adds(let storedLo, let storedHi)):
            return lo == storedLo && hi == storedHi
                ? nil : "its header gives other days than its bytes"
        case (.replaces(let id), .replaces(let lineage)),
            (.retracts(let id), .retracts(let lineage)):
            guard let found = lineages[id] else { return "no earlier event is the one it amends" }
            return found == lineage ? nil : "its header gives another fact than the one it amends"
        default: return "its header gives another effect than its bytes"
        }
    }
}
