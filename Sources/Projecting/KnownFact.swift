public import ByteCoding
public import NewsFacts

/// A fact that holds in a row at a state of knowledge: the last version of its lineage.
public struct KnownFact: Hashable, Sendable {
    /// The position of the first event of the fact.
    public let lineage: Position
    /// The position of the event that wrote this version.
    public let position: Position
    /// The days it may have been so.
    public let days: ClosedRange<Day>
    /// What it says, with the date by which it counts.
    public var content: Fact
    /// Its place among the facts that tell the same event; nil when no other does.
    public let telling: FactVersion.Telling?
    /// The facts that dispute it.
    public let disputes: [Position]
    /// The facts that bear it out.
    public let corroborations: [Position]
    /// The other facts of the row that tell the same step, once they are told as one.
    public private(set) var mentions: [KnownFact] = []

    /// The last version of a fact.
    public init(
        lineage: Position,
        position: Position,
        days: ClosedRange<Day>,
        content: Fact,
        telling: FactVersion.Telling? = nil,
        disputes: [Position] = [],
        corroborations: [Position] = []
    ) {
        self.lineage = lineage
        self.position = position
        self.days = days
        self.content = content
        self.telling = telling
        self.disputes = disputes
        self.corroborations = corroborations
    }

    /// A step of an event: facts that say the same of it tell it once.
    private struct Step: Hashable {
        let event: Position
        let type: FactType
    }

    /// Those facts, of which several that tell one step of one event are one with mentions, unless
    /// each is taken by itself.
    ///
    /// The one that dates the event best leads. What it leaves open is taken from the next best, so
    /// that a later and vaguer report adds to a better one, and never takes its place.
    ///
    /// - Complexity: O(n log n).
    public static func told(_ facts: [KnownFact], _ mentions: Mentions) -> [KnownFact] {
        if mentions == .each { return facts }
        var told: [KnownFact] = []
        var steps: [Step: [KnownFact]] = [:]
        for fact in facts {
            guard let event = fact.telling?.event else {
                told.append(fact)
                continue
            }
            steps[Step(event: event, type: fact.content.type), default: []].append(fact)
        }
        for reports in steps.values {
            let ranked = reports.sorted { ($0.rank, $0.lineage) < ($1.rank, $1.lineage) }
            var leader = ranked[0]
            for mention in ranked.dropFirst() {
                leader.mentions.append(mention)
                // What somebody denies or plans adds nothing to what came about.
                let isOfAKind =
                    mention.content.modality.isRealized || !leader.content.modality.isRealized
                if isOfAKind { leader.content = leader.content.completed(by: mention.content) }
            }
            told.append(leader)
        }
        return told
    }

    private var rank: Int { telling?.rank ?? 0 }
}

extension Fact {
    /// The fact, which takes from another report of the same event what it leaves open: roles
    /// nobody fills, attributes, and amounts if it has none.
    func completed(by other: Fact) -> Fact {
        var fact = self
        let filled = Set(participants.map(\.role))
        fact.participants += other.participants.filter { !filled.contains($0.role) }
        fact.attributes.merge(other.attributes) { own, _ in own }
        if amounts.isEmpty { fact.amounts = other.amounts }
        return fact
    }
}
