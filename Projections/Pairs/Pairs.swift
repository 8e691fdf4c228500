public import NewsFacts
public import Projecting

/// What coded events tell of each two actors: how often they cooperated and were in conflict.
///
/// Whatever a fact is in the catalogue, it counts here under the first CAMEO code that it has, for
/// every two actors that it names in any role but that of a place. An intent counts, as to express
/// one is an event of its own; what is supposed or denied does not.
public enum Pairs: Projection {
    /// The name of the view.
    public static let name = "pairs"
    /// What the view shows.
    public static let summary =
        "How often coded events tell of cooperation and conflict of each two"
    /// The meaning of the rows.
    public static let version: UInt32 = 1
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .codes]
    /// Whatever can name two actors.
    public static let consumes = Set(
        Catalogue.types.filter { type in
            let actors = type.roles.filter { $0.name != "place" }
            let countMax = actors.reduce(0) { $0 + $1.count.upperBound }
            return !type.isOfRecord && type != .entityDescribed && countMax > 1
        }
    )

    /// Every two actors of a coded event; two whose ids are too long for a name have no row.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        guard fact.coded != nil else { return [] }
        var keys: [RowKey] = []
        for pair in fact.actorPairs {
            let key = pair.key
            if key.text.utf8.count <= RowKey.byteCountMax { keys.append(key) }
        }
        return keys
    }

    /// Counts another event of the two.
    public static func apply(
        _ fact: Fact,
        to row: inout PairRelation?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard let event = fact.coded else { return }
        if row == nil {
            var first = PairRelation()
            let pairs = fact.actorPairs
            // Most facts have one, whose name need not be put together.
            if let pair = pairs.count == 1 ? pairs[0] : pairs.first(where: { $0.key == key }) {
                first.parties = [pair.first, pair.second]
            }
            first.first = fact.occurred.edtf
            row = first
        }
        row?.take(fact, event.code, event.quadClass)
    }
}

extension PairRelation {
    /// Counts an event.
    fileprivate mutating func take(_ fact: Fact, _ code: String, _ quadClass: Status) {
        status = quadClass
        switch quadClass {
        case .verbalCooperation: verbalCooperation += 1
        case .materialCooperation: materialCooperation += 1
        case .verbalConflict: verbalConflict += 1
        case .materialConflict: materialConflict += 1
        }
        (last, lastType, lastCode) = (fact.occurred.edtf, fact.type.name, code)
    }
}

extension Fact {
    /// The code that the fact has in a feed, and its class; nil when it has none, or when the source
    /// does not say that there was such an event.
    var coded: (code: String, quadClass: PairRelation.Status)? {
        switch modality {
        case .negated, .hypothetical, .conditional: return nil
        default: break
        }
        guard let code = codes.first(where: { $0.scheme == "CAMEO" })?.code,
            let quadClass = PairRelation.Status(cameo: code)
        else { return nil }
        return (code, quadClass)
    }

    /// Every two actors that the fact names.
    var actorPairs: [Pair] {
        var actors: [String] = []
        actors.reserveCapacity(participants.count)
        for participant in participants where participant.role != "place" {
            actors.append(participant.entity)
        }
        return Pair.among(actors)
    }
}
