import ByteCoding

/// By what the events are found that the file of an index has not seen.
struct IndexTail: Sendable {
    let start: Position
    private(set) var end: Position
    /// By the number of their kind, so that whoever asks for ids has no other terms hashed.
    private var tables = [PostingTable](repeating: PostingTable(), count: LookupKey.Kind.count)

    init(from start: Position) {
        self.start = start
        end = start
    }

    var eventCount: Int { start.distance(to: end) }

    /// Adds the next event.
    mutating func add(_ event: IndexedEvent, _ terms: Terms) {
        event.forEachTerm(terms) { tables[Int($0.kind)].add(Posting($0, at: end)) }
        end = end.advanced(by: 1)
    }

    /// Adds the events that come next.
    mutating func append(_ others: IndexTail) {
        precondition(others.start == end, "events from \(others.start) on do not follow \(end)")
        for kind in tables.indices { tables[kind].append(others.tables[kind]) }
        end = others.end
    }

    /// The postings of a kind of key, in the order of their events.
    func postings(of kind: UInt8) -> [Posting] { tables[Int(kind)].postings }

    mutating func positions(with term: Term) -> [Position] {
        tables[Int(term.kind)].positions(with: term)
    }

    mutating func firstPosition(with term: Term) -> Position? {
        tables[Int(term.kind)].firstPosition(with: term)
    }

    /// What is to be written to the file, in its order.
    ///
    /// - Complexity: O(n).
    var postings: [Posting] { tables.flatMap { $0.postings.sortedByTerm() } }
}

/// What an event is looked up by.
struct IndexedEvent {
    let id: Digest
    let type: UInt16
    let position: Position
    let lineage: Position
    let keys: EventKeys

    /// Tells all its terms, without repetition.
    ///
    /// A new fact has none of its lineage: that is its position.
    func forEachTerm(_ terms: Terms, _ body: (Term) -> Void) {
        body(terms.term(of: .id(id)))
        body(terms.term(of: .type(type)))
        if lineage != position { body(terms.term(of: .lineage(lineage))) }
        if !keys.subject.isEmpty { body(terms.term(.subject, of: keys.subject)) }
        if !keys.externalID.isEmpty { body(terms.term(.externalID, of: keys.externalID)) }
        if keys.entities.count == 1 { return body(terms.term(.entity, of: keys.entities[0])) }
        // Comparing a few is quicker than hashing them.
        let entities = keys.entities.map { terms.term(.entity, of: $0) }
        if entities.count > 16 { return Set(entities).forEach(body) }
        for (index, entity) in entities.enumerated() where !entities[..<index].contains(entity) {
            body(entity)
        }
    }

    /// Whether it is looked up by a key.
    func has(_ key: LookupKey) -> Bool {
        switch key {
        case .id(let other): id == other
        case .type(let number): type == number
        case .lineage(let position): lineage == position
        case .subject, .externalID, .entity: keys.has(key)
        }
    }
}

extension EventKeys {
    /// Whether a key that is a text is among them.
    func has(_ key: LookupKey) -> Bool {
        switch key {
        case .subject(let text): !text.isEmpty && subject.hasBytes(of: text)
        case .externalID(let text): !text.isEmpty && externalID.hasBytes(of: text)
        case .entity(let text): entities.contains { $0.hasBytes(of: text) }
        case .id, .type, .lineage: false
        }
    }
}
