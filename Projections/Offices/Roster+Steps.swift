import NewsFacts
import Projecting

extension Roster {
    /// Seeks an office; who holds it cannot.
    mutating func seek(_ fact: Fact, _ seat: Seat) throws(IllegalStep) {
        guard holders.last(seat) == nil else {
            throw IllegalStep("\(seat.holder) held the office then")
        }
        if sought.last(seat) == nil { sought.add(Spell(seat, .sought)) }
        sought.change(seat) { $0.sought.refine(by: fact.occurred) }
    }

    /// Takes an office up, or the report is another one of a start that is known.
    mutating func assume(_ fact: Fact, _ seat: Seat) throws(IllegalStep) {
        guard let known = last(seat), !known.until.isBefore(fact.occurred) else {
            return begin(seat, .open, fact) { $0.start(fact) }
        }
        let isToldLate = known.since == ReportedDate() && !known.heldAt.isBefore(fact.occurred)
        guard isToldLate || known.since.mayBe(fact.occurred) else {
            throw IllegalStep(
                "\(seat.holder) \(known.isOver ? "had left" : "held") the office then; "
                    + "two spells at once are not possible"
            )
        }
        change(seat) { $0.start(fact) }
    }

    /// Was held at the date; after the end of a spell, that is a new one.
    mutating func hold(_ fact: Fact, _ seat: Seat) {
        if let known = last(seat), !known.until.isBefore(fact.occurred) {
            change(seat) { $0.hold(fact) }
        } else {
            begin(seat, .notStated, fact) { $0.hold(fact) }
        }
    }

    /// Leaves an office.
    ///
    /// Who dies, or leaves the organisation, leaves every office there.
    mutating func leave(_ fact: Fact, _ seat: Seat) throws(IllegalStep) {
        let leavesAll = seat.office.isEmpty || fact.attributes["manner"] == "died"
        let left = holders.take { $0.seat == seat || leavesAll && $0.seat.holder == seat.holder }
        for spell in left {
            former.add(spell)
            former.change(spell.seat) { $0.leave(fact) }
        }
        if left.contains(where: { $0.seat == seat || seat.office.isEmpty }) { return }
        let seats = seat.office.isEmpty ? former.seats(of: seat.holder) : [seat]
        let toldAgain = seats.compactMap(former.last).filter {
            $0.until.mayBe(fact.occurred) || $0.end == .inferred && $0.seat == seat
        }
        for spell in toldAgain { former.change(spell.seat) { $0.leave(fact) } }
        if !toldAgain.isEmpty { return }
        guard former.last(seat) == nil else { throw IllegalStep("\(seat.holder) had left then") }
        _ = sought.take { $0.seat == seat }
        former.add(Spell(seat, .notStated))
        former.change(seat) { $0.leave(fact) }
        spells += 1
    }

    /// Whoever has the only seat of the office by that date and is not among the fact's holders has
    /// lost it to them: certainly when another took it up, and otherwise when the last that is
    /// known of them is certainly earlier.
    private mutating func succeed(_ fact: Fact, to office: String) {
        guard Offices.singleSeats.contains(office) else { return }
        let successors = fact.entities("holder")
        let date = fact.occurred.interval?.start ?? fact.occurred
        let followed = holders.take { spell in
            spell.seat.office == office && !successors.contains(spell.seat.holder)
                && (fact.type == .roleAssumed || spell.isLastKnown(before: date))
        }
        for var spell in followed {
            spell.yield(to: successors, at: date)
            former.add(spell)
        }
    }

    private mutating func begin(
        _ seat: Seat,
        _ end: Spell.End,
        _ fact: Fact,
        _ start: (inout Spell) -> Void
    ) {
        _ = sought.take { $0.seat == seat }
        succeed(fact, to: seat.office)
        holders.add(Spell(seat, end))
        change(seat, start)
        spells += 1
    }

    private func last(_ seat: Seat) -> Spell? { holders.last(seat) ?? former.last(seat) }

    /// Changes the last spell of a seat, and moves it to the former ones if that ends it.
    private mutating func change(_ seat: Seat, _ change: (inout Spell) -> Void) {
        guard holders.last(seat) != nil else { return former.change(seat, change) }
        holders.change(seat, change)
        for spell in holders.take(where: \.isOver) { former.add(spell) }
    }
}

extension Spell {
    /// Whether all that tells of the spell is certainly earlier than the date.
    fileprivate func isLastKnown(before date: Occurrence) -> Bool {
        [since, heldAt].allSatisfy { $0 == ReportedDate() || $0.isBefore(date) }
    }
}
