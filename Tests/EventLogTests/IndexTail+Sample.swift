import ByteCoding

@testable import EventLog

extension IndexTail {
    /// Numbered events of one subject, each with an external id of its own.
    static func sample(_ range: Range<Int>, _ terms: Terms = Terms(by: .random())) -> IndexTail {
        var tail = IndexTail(from: Position(range.lowerBound))
        for number in range {
            let event = IndexedEvent(
                id: Digest(sha256Of: [UInt8(number)]),
                type: 1,
                position: Position(number),
                lineage: Position(number),
                keys: EventKeys(subject: "s", entities: [], externalID: "x\(number)")
            )
            tail.add(event, terms)
        }
        return tail
    }
}
