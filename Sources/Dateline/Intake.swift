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
        let event = try resolver.resolved(fact)
        let id = event.id
        if let expected, expected != id {
            throw .otherID(index: events.count, given: expected, found: id)
        }
        if let position = try position(of: id) { return .held(position) }
        try checkOwner(of: event, fact.externalID)
        if times == .kept { try checkTime(time) }
        let position = formerHead.advanced(by: events.count)
        resolver.take(event)
        events.append(event)
        positions[id] = position
        if !fact.externalID.isEmpty {
            owners[Array(fact.externalID.utf8)] = (position, event)
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

    private func position(of id: Digest) throws(LedgerError) -> Position? {
        if let position = positions[id] { return position }
        let snapshot = try ledger.snapshot()
        do throws(LogError) {
            return try ledger.log.position(of: id, in: snapshot)
        } catch {
            throw .log(error)
        }
    }

    /// Refuses a fact whose external id another one has.
    private func checkOwner(
        of event: NewEvent,
        _ externalID: String
    ) throws(LedgerError) {
        guard !externalID.isEmpty else { return }
        var owner = owners[Array(externalID.utf8)].map { ($0.position, $0.event.fact) }
        if owner == nil {
            let snapshot = try ledger.snapshot()
            let found: Position?
            do throws(LogError) {
                let key = LookupKey.externalID(externalID)
                found = try ledger.log.positions(with: key, in: snapshot).first
            } catch {
                throw .log(error)
            }
            if let found { owner = (found, try ledger.event(at: found, in: snapshot).fact) }
        }
        guard let (position, earlier) = owner else { return }
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
