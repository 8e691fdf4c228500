public import ByteCoding
public import EventLog
public import NewsFacts
import ViewStore

/// A fact as the log holds it.
public struct RecordedFact: Hashable, Sendable {
    /// Where it stands.
    public let position: Position
    /// When it was recorded.
    public let recordedAt: Timestamp
    /// The digest of its bytes.
    public let id: Digest
    /// What it says; a correction or retraction speaks about another fact.
    public let fact: Fact
}

extension RecordedFact {
    /// The fact that a stored event holds.
    init(_ event: borrowing StoredEvent) throws(LedgerError) {
        do {
            self.init(
                position: event.position,
                recordedAt: event.recordedAt,
                id: try event.id,
                fact: try Fact(bytes: event.bytes)
            )
        } catch let error as LogError {
            throw .log(error)
        } catch let error as FactError {
            throw .view(.unreadable(event.position, error))
        } catch {
            preconditionFailure("reading an event throws nothing else: \(error)")
        }
    }
}

/// The versions of one fact, up to a state of knowledge.
public struct FactHistory: Hashable, Sendable {
    /// The fact as it was first recorded, then its corrections and retractions, in order.
    public let versions: [RecordedFact]

    /// The position of the first.
    public var lineage: Position { versions[0].position }

    /// What the fact says at that state of knowledge; nil when it has been retracted.
    public var content: Fact? {
        let last = versions.lastIndex { $0.fact.type != .dateRefined } ?? 0
        return versions[last].fact.type == .factRetracted ? nil : content(before: versions.count)
    }

    /// The last content that the fact had before the version at `index`.
    ///
    /// - Precondition: the version is not the first.
    public func content(before index: Int) -> Fact {
        precondition(index > 0 && index <= versions.count, "no version precedes version \(index)")
        var content = versions[0].fact
        var isRetracted = false
        for version in versions[..<index] {
            switch version.fact.type {
            case .factRetracted: isRetracted = true
            // Nothing dates what has been retracted; see FactStates.
            case .dateRefined where isRetracted: break
            case .dateRefined: content.occurred = version.fact.occurred
            default:
                content = version.fact.content
                isRetracted = false
            }
        }
        return content
    }

    /// The amendments of the fact, in order, with the fields that each changed.
    public var amendments: [(version: RecordedFact, changes: [Fact.Change])] {
        versions.indices.dropFirst().map { index in
            let version = versions[index]
            guard version.fact.type != .factRetracted else { return (version, []) }
            return (version, content(before: index + 1).changes(since: content(before: index)))
        }
    }
}

extension Ledger {
    /// The event at a position.
    ///
    /// - Precondition: it lies before the head.
    public func event(
        at position: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> RecordedFact {
        let event: StoredEvent
        do throws(LogError) {
            var events = try snapshot.events(from: position)
            event = try events.seek(to: position)
        } catch {
            throw .log(error)
        }
        return try RecordedFact(event)
    }

    /// The versions of the fact that the event at a position is about, as far as they were known.
    ///
    /// - Precondition: the event lies before the head and is known.
    public func history(
        ofFactAt position: Position,
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> FactHistory {
        precondition(position < k, "\(position) is not among the first \(k) events")
        let positions: [Position]
        do throws(LogError) {
            var events = try snapshot.events(from: position)
            let lineage = try events.seek(to: position).lineage
            positions = try log.positions(with: .lineage(lineage), in: snapshot)
        } catch {
            throw .log(error)
        }
        var versions: [RecordedFact] = []
        for position in positions where position < k {
            versions.append(try event(at: position, in: snapshot))
        }
        return FactHistory(versions: versions)
    }

    /// The position of the event that a person names: `#12` or `12`, at least eight digits of an
    /// id, or an external id.
    ///
    /// - Throws: ``LedgerError/unknownEvent(_:)`` or ``LedgerError/ambiguousEvent(_:_:)``.
    /// - Complexity: O(n) in the events for part of an id, O(log n) otherwise.
    public func position(
        named text: String,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> Position {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        if let number = UInt64(digits), text.hasPrefix("#") || digits.count < 8 {
            guard number < snapshot.head.rawValue else { throw .unknownEvent(text) }
            return Position(rawValue: number)
        }
        do throws(LogError) {
            let external = try log.positions(with: .externalID(text.composed), in: snapshot)
            if let position = external.first { return position }
        } catch {
            throw .log(error)
        }
        let found = try positions(idPrefix: text.lowercased(), in: snapshot)
        guard let first = found.first else { throw .unknownEvent(text) }
        guard found.count == 1 else { throw .ambiguousEvent(text, found) }
        return first
    }

    private func positions(
        idPrefix text: String,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> [Position] {
        guard (8...64).contains(text.count), text.allSatisfy(\.isHexDigit) else { return [] }
        do throws(LogError) {
            if let id = Digest(hexadecimal: text) {
                return try log.position(of: id, in: snapshot).map { [$0] } ?? []
            }
            var found: [Position] = []
            var events = try snapshot.events(from: .zero)
            while let event = try events.next() {
                let id = try event.id
                if id.description.hasPrefix(text) { found.append(event.position) }
            }
            return found
        } catch {
            throw .log(error)
        }
    }
}
