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
        guard let word = try lastWord(on: lineage, at: k, in: snapshot) else { return nil }
        var reports: [Report] = []
        for (place, fact) in declarations.event(of: lineage, at: k).enumerated() {
            let word =
                fact == lineage ? word : try lastWord(on: fact, at: k, in: snapshot)
            if let word { reports.append(try report(fact, word, place, in: snapshot)) }
        }
        reports.sort { $0.order < $1.order }
        return FactVersion.State(
            days: reports[0].days,
            content: word.content,
            date: reports[0].date,
            declared: .init(
                event: reports.count > 1 ? reports.map(\.lineage).min() : nil,
                rank: reports.firstIndex { $0.lineage == lineage } ?? 0,
                disputes: declarations.disputes(of: lineage, at: k),
                corroborations: declarations.corroborations(of: lineage, at: k)
            )
        )
    }

    private func report(
        _ lineage: Position,
        _ word: Word,
        _ place: Int,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Report {
        let content = try snapshot.fact(at: word.content).content
        let days =
            word.date == word.content
            ? content.occurred.days : try snapshot.fact(at: word.date).dating.days
        let length = Int64(days.upperBound.rawValue) - Int64(days.lowerBound.rawValue)
        return Report(
            lineage: lineage,
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
        var content = try snapshot.fact(at: state.content).content
        if state.date != state.content {
            content.occurred = try snapshot.fact(at: state.date).dating
        }
        return content.naming(entities)
    }

    /// An amendment or a declaration as a fact of its own: it has the subject of the fact that it is
    /// about, names that fact in the attribute `fact`, its type in `type`, and tells in `changes`
    /// what it changed.
    ///
    /// It holds on every day, unless it says when it was made.
    func amendment(
        at position: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Fact {
        let event = try snapshot.fact(at: position)
        var amendment = event
        amendment.replacement = .none
        if event.type == .dateRefined || event.occurred.edtf.isEmpty {
            amendment.occurred = .always
        }
        guard let target = try self.target(of: event, at: position, in: snapshot) else {
            return amendment
        }
        let state = try state(of: target, at: position, in: snapshot)
        amendment.attributes["fact"] = target.description
        guard let state else { return amendment }
        let former = try content(of: state, Entities(), in: snapshot)
        amendment.subject = former.subject
        amendment.attributes["type"] = former.type.name
        var content = former
        if event.type == .factCorrected { content = event.content }
        if event.type == .dateRefined { content.occurred = event.occurred }
        let changes = content.changes(since: former).map(\.description)
        if !changes.isEmpty { amendment.attributes["changes"] = changes.joined(separator: "; ") }
        return amendment
    }

    /// The lineage of the first fact that an amendment or declaration is about.
    private func target(
        of event: Fact,
        at position: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Position? {
        if event.type.isAmendment { return try snapshot.lineage(at: position) }
        guard case .id(let id)? = event.targets.first else { return nil }
        return try snapshot.lineage(ofEventWith: id, log)
    }
}

extension Fact {
    /// The date that the fact gives: its own, that of its new content, or the new date of another.
    fileprivate var dating: Occurrence { type == .dateRefined ? occurred : content.occurred }
}
