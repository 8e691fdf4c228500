public import ByteCoding
public import EventLog
public import NewsFacts

/// Facts on their way into a ledger: judged one by one, so that some can be refused and the others
/// not, and appended together.
///
/// What was judged holds as long as nobody else appends; ``commit()`` judges once more, and appends
/// all or nothing.
public struct Intake {
    private let ledger: Ledger
    private let times: Times
    private var resolver: Resolver
    private var events: [NewEvent] = []
    private var recorded: [Timestamp] = []
    private var positions: [Digest: Position] = [:]
    private var owners: [[UInt8]: (position: Position, event: NewEvent)] = [:]
    private let formerHead: Position
    private var lastRecordedAt: Timestamp?

    /// When the facts are recorded.
    public enum Times: Hashable, Sendable {
        /// At the time of the append.
        case now
        /// At the time that comes with each, which must not go back behind the fact before.
        case kept
    }

    /// Begins with no fact.
    public init(into ledger: Ledger, times: Times) throws(LedgerError) {
        self.ledger = ledger
        self.times = times
        resolver = Resolver(ledger.log)
        let snapshot = try ledger.snapshot()
        formerHead = snapshot.head
        lastRecordedAt = snapshot.lastRecordedAt
    }

    /// Where a fact stands that was taken.
    public enum Place: Hashable, Sendable {
        /// It is new, and will stand there.
        case new(Position)
        /// The ledger, or what was taken before, has it.
        case held(Position)
    }

    /// Checks facts side by side, and looks up at once what the ledger has of them.
    ///
    /// - Returns: A draft of each, to be taken in turn; what is wrong with a fact is told then.
    /// - Throws: ``LedgerError/log(_:)`` when the log cannot be read.
    public func drafts(of facts: [Fact]) throws(LedgerError) -> [Draft] {
        var drafts = facts.concurrentMap(Draft.init(of:))
        let known = drafts.indices.filter { drafts[$0].event != nil }
        let events = known.compactMap { drafts[$0].event }
        let named = events.filter { !$0.keys.externalID.isEmpty }
        do throws(LogError) {
            let log = ledger.log
            let snapshot = try log.snapshot()
            let positions = try log.positions(of: events.map(\.id), in: snapshot)
            let owners = try log.owners(
                ofExternalIDs: named.map(\.keys.externalID),
                in: snapshot
            )
            var next = owners.makeIterator()
            for (place, index) in known.enumerated() {
                let owner = events[place].keys.externalID.isEmpty ? nil : next.next() ?? nil
                drafts[index].held = Draft.Held(position: positions[place], owner: owner)
            }
        } catch {
            throw .log(error)
        }
        return drafts
    }

    /// Takes a fact, or refuses it and stays as it was.
    ///
    /// - Parameters:
    ///   - fact: The fact; it may refer to those taken before.
    ///   - expected: The id that it must have; nil for any.
    ///   - time: When it was recorded; needed where times are kept.
    /// - Returns: Where it stands, or will.
    /// - Throws: ``LedgerError``, whose index counts the new facts taken before.
    public mutating func take(
        _ fact: Fact,
        id expected: Digest? = nil,
        recordedAt time: Timestamp? = nil
    ) throws(LedgerError) -> Place {
        try take(Draft(of: fact), id: expected, recordedAt: time)
    }

    /// Takes a fact of which there is a draft, as ``take(_:id:recordedAt:)`` takes any; many so are
    /// quicker.
    public mutating func take(
        _ draft: Draft,
        id expected: Digest? = nil,
        recordedAt time: Timestamp? = nil
    ) throws(LedgerError) -> Place {
        let event = try resolver.resolved(draft)
        let id = event.id
        if let expected, expected != id {
            throw .otherID(index: events.count, given: expected, found: id)
        }
        if let position = positions[id] { return .held(position) }
        let held: Draft.Held
        if let known = draft.held { held = known } else { held = try lookUp(event) }
        if let position = held.position { return .held(position) }
        try checkOwner(of: event, held: held.owner)
        if times == .kept { try checkTime(time) }
        let position = formerHead.advanced(by: events.count)
        resolver.take(event)
        events.append(event)
        positions[id] = position
        if !event.keys.externalID.isEmpty {
            owners[Array(event.keys.externalID.utf8)] = (position, event)
        }
        return .new(position)
    }

    /// Appends in one durable transaction what is new of all that was taken.
    ///
    /// - Throws: ``LedgerError/log(_:)`` when someone else has appended what it does not agree
    ///   with: begin anew, and take all again.
    @available(*, noasync)
    public func commit() throws(LedgerError) -> EventLog.Receipt {
        do throws(LogError) {
            return try ledger.log.append(
                events,
                at: times == .kept ? .each(recorded) : .clock(ledger.clock())
            )
        } catch {
            throw .log(error)
        }
    }

    private func lookUp(_ event: NewEvent) throws(LedgerError) -> Draft.Held {
        do throws(LogError) {
            let log = ledger.log
            let snapshot = try log.snapshot()
            let texts = event.keys.externalID.isEmpty ? [] : [event.keys.externalID]
            let owners = try log.owners(ofExternalIDs: texts, in: snapshot)
            return Draft.Held(
                position: try log.position(of: event.id, in: snapshot),
                owner: owners.first ?? nil
            )
        } catch {
            throw .log(error)
        }
    }

    /// Refuses a fact whose external id another one has.
    private func checkOwner(of event: NewEvent, held: Position?) throws(LedgerError) {
        let externalID = event.keys.externalID
        guard !externalID.isEmpty else { return }
        let position: Position
        let earlier: Fact
        if let owner = owners[Array(externalID.utf8)] {
            (position, earlier) = (owner.position, owner.event.fact)
        } else if let held {
            let snapshot = try ledger.snapshot()
            (position, earlier) = (held, try ledger.event(at: held, in: snapshot).fact)
        } else {
            return
        }
        throw .conflict(
            index: events.count,
            externalID,
            with: position,
            event.fact.changes(since: earlier)
        )
    }

    private mutating func checkTime(_ time: Timestamp?) throws(LedgerError) {
        guard let time else { throw .noTime(index: events.count) }
        guard Timestamp.recordable.contains(time), time >= lastRecordedAt ?? time else {
            throw .log(.timeGoesBack(to: time, after: lastRecordedAt))
        }
        lastRecordedAt = time
        recorded.append(time)
    }
}
