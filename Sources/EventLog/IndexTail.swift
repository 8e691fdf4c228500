import ByteCoding

/// The keys of the events that the file of an index has not seen, by their kind.
struct IndexTail: Sendable {
    let start: Position
    private(set) var end: Position
    private var tables = [KeyTable](repeating: KeyTable(), count: LookupKey.kinds.count)

    init(from start: Position) {
        self.start = start
        end = start
    }

    var eventCount: Int { start.distance(to: end) }

    /// Adds the next event.
    mutating func add(_ event: IndexedEvent) {
        event.forEachKey { key in
            tables[table(of: key.kind)].add(end) { key.write(to: &$0) }
        }
        end = end.advanced(by: 1)
    }

    /// Adds the events that come next.
    mutating func append(_ others: IndexTail) {
        precondition(others.start == end, "events from \(others.start) on do not follow \(end)")
        for kind in tables.indices { tables[kind].append(others.tables[kind]) }
        end = others.end
    }

    mutating func positions(with key: [UInt8]) -> [Position] {
        tables[table(of: key[0])].positions(with: key)
    }

    /// The first position of each key of a list.
    mutating func firstPositions(with keys: KeyList) -> [Position?] {
        (0..<keys.count).map { index in
            let kind = keys.bytes[keys.range(of: index).lowerBound]
            return tables[table(of: kind)].firstPosition(with: index, of: keys)
        }
    }

    /// What is to be written to the file, in its order.
    func entries() -> KeyList {
        var entries = KeyList()
        for var table in tables { table.write(to: &entries) }
        return entries
    }

    private func table(of kind: UInt8) -> Int { Int(kind - LookupKey.kinds.lowerBound) }
}

/// What an event is looked up by.
struct IndexedEvent {
    let id: Digest
    let type: UInt16
    let lineage: Position
    let keys: EventKeys

    /// Tells all its keys, without repetition.
    func forEachKey(_ body: (LookupKey) -> Void) {
        body(.id(id))
        body(.type(type))
        body(.lineage(lineage))
        if !keys.subject.isEmpty { body(.subject(keys.subject)) }
        if !keys.externalID.isEmpty { body(.externalID(keys.externalID)) }
        // Comparing a few is quicker than hashing them.
        if keys.entities.count > 16 {
            for entity in Set(keys.entities) { body(.entity(entity)) }
        } else {
            for (index, entity) in keys.entities.enumerated()
            where !keys.entities[..<index].contains(entity) { body(.entity(entity)) }
        }
    }

    /// Whether it is looked up by a key.
    func has(_ key: LookupKey) -> Bool {
        switch key {
        case .id(let other): id == other
        case .type(let number): type == number
        case .lineage(let position): lineage == position
        case .subject(let text): keys.subject == text && !text.isEmpty
        case .externalID(let text): keys.externalID == text && !text.isEmpty
        case .entity(let text): keys.entities.contains(text)
        }
    }
}
