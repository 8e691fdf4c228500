import NewsFacts
public import Projecting

/// One holder's time in one office, or in the organisation where no office is named.
///
/// What is known of its end is one of five things, each with words of its own:
///
/// | end | as a reader sees it |
/// | --- | --- |
/// | known | `until 2018-02, dismissed` |
/// | date unknown | `ended at an unknown date [..2025-02-15]` |
/// | open: taken up, and no end | `since 2019, still held` |
/// | not stated: seen held at a date | `held at 2025-02-15, end not stated` |
/// | inferred: somebody else has the only seat | `until 2019 or earlier, inferred: musk followed` |
struct Spell: Hashable, Sendable {
    var seat = Seat()
    var sought = ReportedDate()
    var since = ReportedDate()
    var startManner = ""
    var isActing = false
    var heldAt = ReportedDate()
    var until = ReportedDate()
    var end = End.sought
    var endManner = ""
    var causes: [String] = []
    var successors: [String] = []

    enum End: String { case sought, open, notStated, known, dateUnknown, inferred }

    init() {}

    init(_ seat: Seat, _ end: End) {
        self.seat = seat
        self.end = end
    }

    var isOver: Bool { [.known, .dateUnknown, .inferred].contains(end) }

    /// Takes over how and since when the office was taken up.
    mutating func start(_ fact: Fact) {
        since.refine(by: fact.occurred)
        startManner = fact.attributes["manner"] ?? startManner
        if let acting = fact.attributes["acting"] { isActing = acting == "yes" }
        if !isOver { end = .open }
    }

    /// Takes over a date for which it is told that the office was held, or both ends of a time.
    mutating func hold(_ fact: Fact) {
        heldAt.advance(to: fact.occurred)
        guard let interval = fact.occurred.interval else { return }
        since.refine(by: interval.start)
        end(at: interval.end)
    }

    /// Takes over an end that a source tells; the best dated stands, and its causes come first.
    mutating func leave(_ fact: Fact) {
        let isBetter = end(at: fact.occurred)
        let manner = fact.attributes["manner"].flatMap { $0 == "unknown" ? nil : $0 } ?? ""
        if isBetter && !manner.isEmpty || endManner.isEmpty { endManner = manner }
        let cause = fact.attributes["cause"].map { [$0] } ?? []
        causes = isBetter ? cause.union(causes) : causes.union(cause)
    }

    /// Ends because others have the only seat: then at the latest, which no source says.
    mutating func yield(to others: [String], at date: Occurrence) {
        (until, end, successors) = (ReportedDate(date), .inferred, others)
    }

    /// Takes a date of the end, if it is the better one; one that is told is better than one that
    /// is inferred.
    @discardableResult
    private mutating func end(at date: Occurrence) -> Bool {
        let isDated = date.lo > .distantPast
        guard end == .inferred ? isDated : until.isRefined(by: date) else { return false }
        (until, end, successors) = (ReportedDate(date), isDated ? .known : .dateUnknown, [])
        return true
    }
}

/// An office and who holds it; without an office, the holder's place in the organisation.
struct Seat: Hashable, Sendable {
    var office = ""
    var holder = ""
}

extension Spell: CustomStringConvertible {
    /// The spell for a reader: `chief-executive: sam-altman (until 2023, dismissed)`.
    var description: String {
        let name = seat.office.isEmpty ? seat.holder : "\(seat.office): \(seat.holder)"
        let parts = [isActing ? "acting" : "", beginning, seen, ending, endManner]
        let text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return "\(name) (\(text)" + (causes.isEmpty ? "" : ": ")
            + causes.joined(separator: "; ") + ")"
    }

    private var beginning: String {
        if end == .sought { return sought.text.isEmpty ? "sought" : "sought \(sought.text)" }
        if since.text.isEmpty { return startManner }
        return "since \(since.text)" + (startManner.isEmpty ? "" : ", \(startManner)")
    }

    /// When it was held, unless what is known of start and end tells as much.
    private var seen: String {
        if heldAt == ReportedDate() || isOver && !since.text.isEmpty { return "" }
        return heldAt.text.isEmpty ? "held" : "held at \(heldAt.text)"
    }

    private var ending: String {
        switch end {
        case .sought: ""
        case .open: seat.office.isEmpty ? "still there" : "still held"
        case .notStated: "end not stated"
        case .known: "until \(until.text)"
        case .dateUnknown:
            "ended at an unknown date" + (until.text.isEmpty ? "" : " \(until.text)")
        case .inferred:
            (until.text.isEmpty ? "ended" : "until \(until.text) or earlier")
                + ", inferred: \(successors.joined(separator: " and ")) followed"
        }
    }
}

/// Spells as a column lists them: by office, and within an office in the order of the facts.
public struct Spells: ColumnRepresentable, Hashable, Sendable {
    private(set) var list: [Spell] = []

    /// No spell.
    public init() {}

    func last(_ seat: Seat) -> Spell? { list.last { $0.seat == seat } }

    /// The seats that somebody has in the list.
    func seats(of holder: String) -> Set<Seat> {
        Set(list.lazy.map(\.seat).filter { $0.holder == holder })
    }

    mutating func add(_ spell: Spell) {
        let place = list.lastIndex { $0.seat.office <= spell.seat.office }
        list.insert(spell, at: place.map { $0 + 1 } ?? 0)
    }

    /// Changes the last spell of a seat, or none.
    mutating func change(_ seat: Seat, _ change: (inout Spell) -> Void) {
        if let place = list.lastIndex(where: { $0.seat == seat }) { change(&list[place]) }
    }

    /// Takes out those that meet a condition.
    mutating func take(where isTaken: (Spell) -> Bool) -> [Spell] {
        defer { list.removeAll(where: isTaken) }
        return list.filter(isTaken)
    }

    /// One text for each.
    public var columnValue: ColumnValue { .list(list.map(\.description)) }
}

extension Spell: RowValue {
    mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&seat.office)
        try coder.code(&seat.holder)
        try coder.code(&sought)
        try coder.code(&since)
        try coder.code(&startManner)
        try coder.code(&isActing)
        try coder.code(&heldAt)
        try coder.code(&until)
        try coder.code(word: &end)
        try coder.code(&endManner)
        try coder.code(&causes)
        try coder.code(&successors)
    }
}

extension Spells: RowValue {
    /// Writes or reads the spells.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&list)
    }
}
