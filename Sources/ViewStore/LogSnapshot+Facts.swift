public import ByteCoding
public import EventLog
public import NewsFacts

extension LogSnapshot {
    /// The fact that the event at a position holds, as it was appended.
    ///
    /// - Precondition: `position` lies before the head.
    /// - Complexity: O(log n) in the events, and O(m) in the bytes of this one.
    public func fact(at position: Position) throws(ViewError) -> Fact {
        let event: StoredEvent
        do throws(LogError) {
            var events = try events(from: position)
            event = try events.seek(to: position)
        } catch {
            throw .log(error)
        }
        return try event.fact
    }

    /// The lineage of the event at a position.
    func lineage(at position: Position) throws(ViewError) -> Position {
        do throws(LogError) {
            var events = try events(from: position)
            return try events.seek(to: position).lineage
        } catch {
            throw .log(error)
        }
    }

    /// The type of the event at a position; nil when this version does not know it.
    func type(at position: Position) throws(ViewError) -> FactType? {
        do throws(LogError) {
            var events = try events(from: position)
            return Catalogue.type(numbered: try events.seek(to: position).header.type)
        } catch {
            throw .log(error)
        }
    }

    /// The lineage of the event that has an id; nil when the log holds none.
    func lineage(ofEventWith id: Digest, _ log: EventLog) throws(ViewError) -> Position? {
        let position: Position?
        do throws(LogError) {
            position = try log.position(of: id, in: self)
        } catch {
            throw .log(error)
        }
        guard let position else { return nil }
        return try lineage(at: position)
    }
}

extension StoredEvent {
    /// The fact that the event holds, when its bytes are those that were appended.
    var fact: Fact {
        get throws(ViewError) { try fact(reading: .all) }
    }

    /// Those parts of the fact, when its bytes are those that were appended.
    func fact(reading parts: Fact.Parts) throws(ViewError) -> Fact {
        do {
            _ = try id
            return try Fact(bytes: bytes, reading: parts)
        } catch let error as LogError {
            throw .log(error)
        } catch let error as FactError {
            throw .unreadable(position, error)
        } catch {
            preconditionFailure("reading a fact throws nothing else: \(error)")
        }
    }
}
