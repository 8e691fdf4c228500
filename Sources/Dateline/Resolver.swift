import ByteCoding
import EventLog
import NewsFacts
import ViewStore

/// Turns facts of a batch into events: checked, and every reference an id.
struct Resolver {
    private let log: EventLog
    private var count = 0
    /// By the bytes of the text: two spellings of one character are two ids.
    private var idsByExternalID: [[UInt8]: Digest] = [:]
    private var ids: Set<Digest> = []
    /// Those that are hashed only once one is looked for.
    private var latestIDs: [Digest] = []
    /// Those of events that the log holds, as far as they were looked up at once.
    private var heldIDs: Set<Digest> = []

    init(_ log: EventLog) { self.log = log }

    /// Looks up at once the events that drafts refer to by id.
    mutating func lookUp(referencesOf drafts: [Draft]) {
        var ids: [Digest] = []
        for draft in drafts { for case .id(let id) in draft.references { ids.append(id) } }
        guard !ids.isEmpty else { return }
        // What fails here fails again in its turn, where the fact is named.
        guard let positions = try? log.positions(of: ids, in: try log.snapshot()) else { return }
        for (id, position) in zip(ids, positions) where position != nil { heldIDs.insert(id) }
    }

    /// The event of a fact, to which later facts of the batch may refer.
    mutating func event(of draft: Draft) throws(LedgerError) -> NewEvent {
        let event = try resolved(draft)
        take(event)
        return event
    }

    /// Lets later facts of the batch refer to the event.
    mutating func take(_ event: NewEvent) {
        latestIDs.append(event.id)
        let externalID = event.keys.externalID
        if !externalID.isEmpty { idsByExternalID[Array(externalID.utf8)] = event.id }
        count += 1
    }

    /// The event of a fact, to which nothing refers yet.
    mutating func resolved(_ draft: Draft) throws(LedgerError) -> NewEvent {
        let event: NewEvent
        switch draft.content {
        case .refused(let error): throw .fact(index: count, error)
        case .event(let known):
            _ = try resolve(draft.references)
            event = known
        case .fact(let fact): event = NewEvent(of: try resolved(fact))
        }
        guard event.bytes.count <= Fact.Limit.byteCountMax else {
            throw .log(.oversized(byteCount: event.bytes.count, index: count))
        }
        return event
    }

    private mutating func resolved(_ fact: Fact) throws(LedgerError) -> Fact {
        var fact = fact
        fact.targets = try resolve(fact.targets)
        fact.causes = try resolve(fact.causes)
        if case .fact(var replacement) = fact.replacement {
            replacement.causes = try resolve(replacement.causes)
            fact.replacement = .fact(replacement)
        }
        return fact
    }

    private mutating func resolve(
        _ references: [Reference]
    ) throws(LedgerError) -> [Reference] {
        var resolved: [Reference] = []
        for reference in references { resolved.append(.id(try id(of: reference))) }
        return resolved
    }

    private mutating func id(of reference: Reference) throws(LedgerError) -> Digest {
        switch reference {
        case .id(let id):
            if heldIDs.contains(id) { return id }
            ids.formUnion(latestIDs)
            latestIDs.removeAll(keepingCapacity: true)
            if ids.contains(id) { return id }
        case .externalID(let text):
            if let id = idsByExternalID[Array(text.utf8)] { return id }
        }
        guard let id = try log.id(of: reference) else {
            throw .unknownReference(index: count, reference)
        }
        return id
    }
}

extension EventLog {
    /// The id of the event that a reference names; nil when the log holds none.
    func id(of reference: Reference) throws(LedgerError) -> Digest? {
        do throws(LogError) {
            let snapshot = try snapshot()
            switch reference {
            case .id(let id):
                return try position(of: id, in: snapshot) == nil ? nil : id
            case .externalID(let text):
                let key = LookupKey.externalID(text)
                guard let position = try positions(with: key, in: snapshot).first else {
                    return nil
                }
                return try snapshot.id(at: position)
            }
        } catch {
            throw .log(error)
        }
    }
}

extension LogSnapshot {
    /// The id of the event at a position.
    func id(at position: Position) throws(LogError) -> Digest {
        var events = try events(from: position)
        return try events.seek(to: position).id
    }
}

extension Fact {
    /// What the event of the fact does to what the log holds.
    var effect: NewEvent.Effect {
        switch (type, targets.first) {
        case (.factCorrected, .id(let target)), (.dateRefined, .id(let target)): .replaces(target)
        case (.factRetracted, .id(let target)): .retracts(target)
        default: .adds(lo: occurred.lo.rawValue, hi: occurred.hi.rawValue)
        }
    }
}

extension EventKeys {
    /// By what a fact can be looked up: a correction also by what it corrects the fact to.
    init(of fact: borrowing Fact) {
        if case .fact(let content) = fact.replacement {
            self.init(ofContent: content, externalID: fact.externalID)
        } else {
            self.init(ofContent: fact, externalID: fact.externalID)
        }
    }

    private init(ofContent content: borrowing Fact, externalID: String) {
        let subject = content.subject
        var entities: [String] = []
        entities.reserveCapacity(content.participants.count + 1)
        content.forEachID { if $0 != subject { entities.append($0) } }
        if entities.count > 1 {
            entities.sort()
            var last: String?
            entities.removeAll { entity in
                defer { last = entity }
                return entity == last
            }
        }
        self.init(subject: subject, entities: entities, externalID: externalID)
    }

    /// The keys of a stored fact; nil when the bytes hold none.
    @Sendable
    init?(ofFactBytes bytes: Span<UInt8>) {
        guard let fact = try? Fact(bytes: bytes) else { return nil }
        // The file may be damaged, so what append has checked is not taken for granted.
        var fits = EventKeys.fits(fact.externalID)
        fact.content.forEachID { if !EventKeys.fits($0) { fits = false } }
        guard fits else { return nil }
        self.init(of: fact)
    }
}

extension NewEvent {
    /// The fact whose event it is.
    ///
    /// - Precondition: A ``Resolver`` made the event.
    var fact: Fact {
        do throws(FactError) {
            return try Fact(bytes: bytes.span)
        } catch {
            preconditionFailure("a fact that was checked cannot be read: \(error)")
        }
    }
}
