import ByteCoding
import EventLog
import NewsFacts
import Projecting

/// What was known of a fact at a state of knowledge: the last word on it, its date, and what other
/// facts say about it.
struct FactStates {
    let log: EventLog
    let declarations: Declarations

    /// The events that hold the last word on a fact.
    private struct Word {
        var content: Position
        var date: Position
    }

    /// A report of an event, by which the event may be dated.
    private struct Report {
        let lineage: Position
        let content: Position
        let date: Position
        let days: ClosedRange<Day>
        /// Reports of what came about go before plans and denials, the more precise before the
        /// vaguer, and those alike in the order in which they are declared.
        let order: (Int, Int64, Int)
    }

    /// What was known of the fact of a lineage when the log held `k` events; nil when it had been
    /// retracted.
    ///
    /// - Complexity: O(n log m) in the versions of the facts that tell the same event.
    func state(
        of lineage: Position,
        at k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> FactVersion.State? {
        var events: [Position: Event] = [:]
        return try state(of: lineage, at: k, &events, in: snapshot)
    }

    /// The same for one of several facts at one state of knowledge: `events` keeps, by the facts that
    /// tell it, what was found of an event.
    func state(
        of lineage: Position,
        at k: Position,
        _ events: inout [Position: Event],
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> FactVersion.State? {
        let event: Event
        if let known = events[lineage] {
            event = known
        } else {
            event = try self.event(of: lineage, at: k, in: snapshot)
            for fact in event.facts { events[fact] = event }
        }
        guard let report = event.reports[lineage], let best = event.best else { return nil }
        return FactVersion.State(
            days: best.days,
            content: report.content,
            date: best.date,
            telling: event.reports.count > 1
                ? .init(event: event.first, rank: report.rank) : nil
        )
    }

    /// The facts that tell one event, as far as they are not retracted.
    struct Event {
        fileprivate let facts: [Position]
        fileprivate let first: Position
        fileprivate let best: (days: ClosedRange<Day>, date: Position)?
        fileprivate let reports: [Position: (content: Position, rank: Int)]
    }

    private func event(
        of lineage: Position,
        at k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Event {
        let facts = declarations.event(of: lineage, at: k)
        var reports: [Report] = []
        for (place, fact) in facts.enumerated() {
            guard let word = try lastWord(on: fact, at: k, in: snapshot) else { continue }
            reports.append(try report(fact, word, place, in: snapshot))
        }
        reports.sort { $0.order < $1.order }
        let ranked = reports.enumerated().map { rank, report in
            (report.lineage, (content: report.content, rank: rank))
        }
        return Event(
            facts: facts,
            first: reports.map(\.lineage).min() ?? lineage,
            best: reports.first.map { ($0.days, $0.date) },
            reports: Dictionary(uniqueKeysWithValues: ranked)
        )
    }

    private func report(
        _ lineage: Position,
        _ word: Word,
        _ place: Int,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Report {
        let content = try snapshot.content(at: word.content, datedBy: word.date)
        let days = content.occurred.days
        let length = Int64(days.upperBound.rawValue) - Int64(days.lowerBound.rawValue)
        return Report(
            lineage: lineage,
            content: word.content,
            date: word.date,
            days: days,
            order: (content.modality.isRealized ? 0 : 1, length, place)
        )
    }

    /// Follows the amendments of a fact: a correction says all anew, a new date stands until then,
    /// and nothing dates what has been retracted.
    private func lastWord(
        on lineage: Position,
        at k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Word? {
        let versions = try reading { () throws(LogError) in
            try log.positions(with: .lineage(lineage), in: snapshot)
        }
        var word: Word?
        for position in versions where position < k {
            switch try snapshot.type(at: position) {
            case .factRetracted: word = nil
            case .dateRefined: word?.date = position
            default: word = Word(content: position, date: position)
            }
        }
        return word
    }
}

extension FactStates {
    /// What a fact says in a state, with the date by which it counts, and every entity by the id by
    /// which it goes.
    func content(
        of state: FactVersion.State,
        _ entities: Entities,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Fact {
        var fact = try snapshot.content(at: state.content, datedBy: state.date)
        fact.name(by: entities)
        return fact
    }

    /// An amendment or a declaration as a fact of its own: it has the subject of the first fact that
    /// it is about, names those facts in the attribute `facts`, the type in `type`, and tells in
    /// `changes` what it changed.
    ///
    /// It is done to the record and not in the world, so it holds on every day.
    func amendment(
        at position: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Fact {
        let event = try snapshot.fact(at: position)
        var amendment = event
        amendment.replacement = .none
        amendment.occurred = .always
        let targets = try self.targets(of: event, at: position, in: snapshot)
        guard let target = targets.first else { return amendment }
        amendment.attributes["facts"] = targets.map(\.description).joined(separator: " ")
        guard let word = try lastWord(on: target, at: position, in: snapshot) else {
            return amendment
        }
        let former = try snapshot.content(at: word.content, datedBy: word.date)
        amendment.subject = former.subject
        amendment.attributes["type"] = former.type.name
        var content = former
        if event.type == .factCorrected { content = event.content }
        if event.type == .dateRefined { content.occurred = event.occurred }
        let changes = content.changes(since: former).map(\.description)
        if !changes.isEmpty { amendment.attributes["changes"] = changes.joined(separator: "; ") }
        return amendment
    }

    /// The lineages of the facts that an amendment or declaration is about.
    private func targets(
        of event: Fact,
        at position: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [Position] {
        if event.type.isAmendment { return [try snapshot.lineage(at: position)] }
        var targets: [Position] = []
        for case .id(let id) in event.targets {
            if let lineage = try snapshot.lineage(ofEventWith: id, log) { targets.append(lineage) }
        }
        return targets
    }
}

extension LogSnapshot {
    /// What the event at a position says, with the date that another event gives it.
    fileprivate func content(
        at position: Position,
        datedBy date: Position
    ) throws(ViewError) -> Fact {
        var content = try fact(at: position).content
        if date != position { content.occurred = try fact(at: date).dating }
        return content
    }
}

extension Fact {
    /// The date that the fact gives: its own, that of its new content, or the new date of another.
    fileprivate var dating: Occurrence { type == .dateRefined ? occurred : content.occurred }
}
