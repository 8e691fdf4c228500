import ByteCoding
import NewsFacts
import Projecting

/// Section 4 of the design, line by line: a replay of the whole log for every question.
///
/// It shares no code with the engine but the projections, the facts with the bounds of their dates,
/// and the words for what a correction changed. What it has found it keeps, so
/// that a rule can be written as it reads.
final class Oracle {
    /// The facts of the log, in the order of their positions.
    let log: [Fact]
    /// For each position the first event of its lineage.
    let lineages: [Int]
    /// For each position the lineages of the facts that it is about.
    private let targets: [[Int]]
    private var words: [Key: Fact?] = [:]
    private var declared: [Key: [Int]] = [:]
    private var events: [Key: [Int]] = [:]
    private var versions: [Key: Fact?] = [:]
    private var facts: [Int: [(lineage: Int, fact: Fact)]] = [:]

    /// A fact, or the number of a type, and a state of knowledge.
    private struct Key: Hashable {
        let number: Int
        let k: Int
    }

    private func kept<Value>(
        _ values: ReferenceWritableKeyPath<Oracle, [Key: Value]>,
        _ number: Int,
        _ k: Int,
        _ find: () -> Value
    ) -> Value {
        let key = Key(number: number, k: k)
        if let value = self[keyPath: values][key] { return value }
        let value = find()
        self[keyPath: values][key] = value
        return value
    }

    init(_ log: [Fact]) {
        self.log = log
        var lineages: [Int] = []
        var targets: [[Int]] = []
        var places: [Reference: Int] = [:]
        for (position, fact) in log.enumerated() {
            targets.append(fact.targets.compactMap { places[$0].map { lineages[$0] } })
            lineages.append(fact.type.isAmendment ? targets[position].first ?? position : position)
            places[.id(Digest(sha256Of: fact.bytes))] = position
        }
        self.lineages = lineages
        self.targets = targets
    }

    /// What a fact says when the log held `k` events, but for what others say of it: the last
    /// correction, with the last date given since; nil when it is retracted.
    func word(of lineage: Int, at k: Int) -> Fact? {
        kept(\.words, lineage, k) { findWord(of: lineage, at: k) }
    }

    private func findWord(of lineage: Int, at k: Int) -> Fact? {
        var word: Fact?
        for position in 0..<k where lineages[position] == lineage {
            let fact = log[position]
            if fact.type == .factRetracted {
                word = nil
            } else if fact.type == .dateRefined {
                word?.occurred = fact.occurred
            } else if case .fact(let content) = fact.replacement {
                word = content
            } else {
                word = fact
            }
        }
        return word
    }

    /// The declarations of a type that hold when the log held `k` events.
    private func declarations(_ type: FactType, at k: Int) -> [Int] {
        kept(\.declared, Int(type.number), k) {
            (0..<k).filter { lineages[$0] == $0 && word(of: $0, at: k)?.type == type }
        }
    }

    /// The facts that tell one event with a fact: those that a declaration joins with one of them.
    ///
    /// And so on, from each of these. The best-dated comes first: what came about before what is planned or denied,
    /// then fewer possible days, then the earlier position.
    func event(of fact: Int, at k: Int) -> [Int] {
        kept(\.events, fact, k) { findEvent(of: fact, at: k) }
    }

    private func findEvent(of fact: Int, at k: Int) -> [Int] {
        var event: Set<Int> = [fact]
        for _ in 0..<k {
            for declaration in declarations(.sameEventDeclared, at: k)
            where !event.isDisjoint(with: targets[declaration]) {
                event.formUnion(targets[declaration])
            }
        }
        let named = declarations(.sameEventDeclared, at: k).flatMap { targets[$0] } + [fact]
        let told = event.filter { word(of: $0, at: k) != nil }
        return told.sorted { left, right in
            guard let a = word(of: left, at: k), let b = word(of: right, at: k) else {
                return false
            }
            if a.modality.isRealized != b.modality.isRealized { return a.modality.isRealized }
            let (x, y) = (a.occurred.dayCount, b.occurred.dayCount)
            if x != y { return x < y }
            return named.firstIndex(of: left) ?? 0 < named.firstIndex(of: right) ?? 0
        }
    }

    /// The id by which an entity goes: each merge in turn joins two entities, unless they are one.
    func entity(_ id: String, at k: Int) -> String {
        var names: [String: String] = [:]
        func follow(_ id: String) -> String { names[id].map(follow) ?? id }
        for merge in declarations(.entityMerged, at: k) {
            guard let fact = word(of: merge, at: k), let into = fact.entities("into").first
            else { continue }
            let (former, latter) = (follow(fact.subject), follow(into))
            if former != latter { names[former] = latter }
        }
        return follow(id)
    }

    /// What a fact says when the log held `k` events, with the date of its event and every entity by
    /// its name; nil when it is retracted.
    func version(of lineage: Int, at k: Int) -> Fact? {
        kept(\.versions, lineage, k) { findVersion(of: lineage, at: k) }
    }

    private func findVersion(of lineage: Int, at k: Int) -> Fact? {
        guard var fact = word(of: lineage, at: k) else { return nil }
        if let best = event(of: lineage, at: k).first, let dated = word(of: best, at: k) {
            fact.occurred = dated.occurred
        }
        fact.subject = entity(fact.subject, at: k)
        fact.attributedTo = entity(fact.attributedTo, at: k)
        for name in ["refiles", "targetCase"] {
            if let id = fact.attributes[name] { fact.attributes[name] = entity(id, at: k) }
        }
        for index in fact.participants.indices {
            fact.participants[index].entity = entity(fact.participants[index].entity, at: k)
        }
        return fact
    }

    /// An event about another fact as a fact of its own: it names that fact and says what it changed.
    ///
    /// It has the subject of that fact as it was, and holds on every day.
    private func amendment(at position: Int) -> Fact {
        var amendment = log[position]
        amendment.replacement = .none
        amendment.occurred = .always
        guard let target = targets[position].first else { return amendment }
        amendment.attributes["facts"] = targets[position].map { "#\($0)" }.joined(separator: " ")
        guard let former = word(of: target, at: position) else { return amendment }
        amendment.subject = former.subject
        amendment.attributes["type"] = former.type.name
        var content = former
        if log[position].type == .factCorrected { content = log[position].content }
        if log[position].type == .dateRefined { content.occurred = log[position].occurred }
        let changes = content.changes(since: former).map { "\($0)" }
        if !changes.isEmpty { amendment.attributes["changes"] = changes.joined(separator: "; ") }
        return amendment
    }

    /// Every fact that a view consumes when the log held `k` events, each with its lineage.
    func known<View: Projection>(to view: View.Type, at k: Int) -> [(lineage: Int, fact: Fact)] {
        let all = facts[k] ?? findKnown(at: k)
        facts[k] = all
        return all.filter { view.consumes.contains($0.fact.type) }
    }

    private func findKnown(at k: Int) -> [(lineage: Int, fact: Fact)] {
        (0..<k).flatMap { position in
            var facts: [Fact] = []
            let type = log[position].type
            if type.isOfRecord { facts.append(amendment(at: position)) }
            if lineages[position] == position, let fact = version(of: position, at: k),
                !fact.type.isDeclaration
            {
                facts.append(fact)
            }
            return facts.map { (position, $0) }
        }
    }

    /// All that is known of a fact: what it says, the facts that tell the same event, and those that
    /// speak of it.
    struct Knowledge: Equatable {
        let version: Fact?
        let event: [Int]
        let disputes: [Int]
        let support: [Int]
    }

    /// All that is known of a fact when the log held `k` events.
    func knowledge(of lineage: Int, at k: Int) -> Knowledge {
        Knowledge(
            version: version(of: lineage, at: k),
            event: event(of: lineage, at: k),
            disputes: others(.factDisputed, about: lineage, at: k),
            support: others(.factCorroborated, about: lineage, at: k)
        )
    }

    private func others(_ type: FactType, about lineage: Int, at k: Int) -> [Int] {
        declarations(type, at: k).filter { targets[$0].first == lineage }
    }

    /// What the fold of a row came to.
    struct State<Row: ViewRow>: Equatable {
        var row: Row?
        var facts: [Int] = []
        var anomalies: [String] = []
        var disputed: [Int: [Int]] = [:]
        var corroborated: [Int: [Int]] = [:]
    }

    enum Reading { case certain, possible }

    /// The fold, in the order of (place, lineage), of every fact that is known at `k`, is
    /// not retracted, belongs to the row, and has an effective day that is not after `v`.
    ///
    /// Of facts that tell one event, in one row and of one type, the best-dated counts for all.
    func state<View: Projection>(
        of view: View.Type,
        _ row: RowKey,
        _ v: Day,
        _ k: Int,
        _ reading: Reading
    ) -> State<View.Row> {
        let due = known(to: view, at: k).filter { _, fact in
            let day = reading.day(of: fact)
            return view.rowKeys(of: fact).contains(row) && day <= v && day != .distantFuture
        }
        let ordered = due.sorted { left, right in
            let (a, b) = (reading.place(of: left.fact), reading.place(of: right.fact))
            return a != b ? a < b : left.lineage < right.lineage
        }
        var state = State<View.Row>()
        for (lineage, fact) in ordered {
            let told = view.mentions == .each ? [lineage] : event(of: lineage, at: k)
            let reports = told.compactMap { report in
                due.first { $0.lineage == report && $0.fact.type == fact.type }
            }
            if let leader = reports.first, leader.lineage != lineage { continue }
            var whole = fact
            for report in reports.dropFirst()
            where report.fact.modality.isRealized || !whole.modality.isRealized {
                whole.fillGaps(from: report.fact)
            }
            var next = state.row
            // What is planned or denied, and changes nothing, is no fact of the row.
            var unchanged = state.row
            if !whole.modality.isRealized, (try? view.apply(whole, to: &unchanged, of: row)) != nil,
                unchanged == state.row
            {
                continue
            }
            state.facts += [lineage] + reports.dropFirst().map(\.lineage)
            // What is done to facts stands as it was done, whatever is said of it.
            for report in fact.type.isOfRecord ? [] : [lineage] + reports.dropFirst().map(\.lineage)
            {
                let disputes = others(.factDisputed, about: report, at: k)
                let support = others(.factCorroborated, about: report, at: k)
                if !disputes.isEmpty { state.disputed[report] = disputes }
                if !support.isEmpty { state.corroborated[report] = support }
            }
            do throws(IllegalStep) {
                try view.apply(whole, to: &next, of: row)
                state.row = next
            } catch {
                let status = state.row?.status.rawValue ?? "-"
                state.anomalies.append("\(lineage) \(fact.type) \(status) \(error.reason)")
            }
        }
        return state
    }

    /// Every row that some event of the log has ever spoken of.
    func rows<View: Projection>(of view: View.Type) -> [RowKey] {
        var rows: Set<RowKey> = []
        for k in 0...log.count {
            for (_, fact) in known(to: view, at: k) { rows.formUnion(view.rowKeys(of: fact)) }
        }
        return rows.sorted { Array($0.text.utf8).lexicographicallyPrecedes(Array($1.text.utf8)) }
    }
}

extension Oracle.Reading {
    /// The day by which a fact is ordered: its effective day, or its last where the first is open.
    func place(of fact: Fact) -> Day {
        fact.occurred.lo == .distantPast ? fact.occurred.hi : day(of: fact)
    }

    func day(of fact: Fact) -> Day {
        switch self {
        case .certain: fact.occurred.hi
        case .possible: fact.occurred.lo
        }
    }
}

extension Occurrence {
    fileprivate var dayCount: Int { Int(hi.rawValue) - Int(lo.rawValue) }
}

extension Fact {
    /// Takes what another report of the same event says and this one leaves open.
    fileprivate mutating func fillGaps(from other: Fact) {
        let roles = Set(participants.map(\.role))
        for participant in other.participants where !roles.contains(participant.role) {
            participants.append(participant)
        }
        for (name, text) in other.attributes where attributes[name] == nil {
            attributes[name] = text
        }
        if amounts.isEmpty { amounts = other.amounts }
    }
}

extension Oracle.State {
    /// The same form of what the engine came to.
    init(_ state: RowState<Row>) {
        row = state.row
        facts = state.facts.map { Int($0.rawValue) }
        anomalies = state.anomalies.map {
            "\($0.fact.rawValue) \($0.type) \($0.status ?? "-") \($0.reason)"
        }
        let numbers = { (notes: [Position: [Position]]) in
            Dictionary(
                uniqueKeysWithValues: notes.map { ($0.rawValue.asInt, $1.map(\.rawValue.asInt)) }
            )
        }
        disputed = numbers(state.disputed)
        corroborated = numbers(state.corroborated)
    }
}

extension UInt64 {
    fileprivate var asInt: Int { Int(self) }
}
