import NewsFacts
import Projecting

extension Fact {
    /// The pairs of whose relation the fact tells something.
    ///
    /// Those who merely attended the same event are none, nor are those who sue, write or give
    /// together. Of a suit that is withdrawn in part, only those who are dropped are.
    var pairs: [Pair] {
        switch type {
        case .relationshipStated:
            Pair.among(entities("party")) + between(["party"], ["affiliation"])
        case .contactSought, .allianceProposed: between(["seeker"], ["target"])
        case .meetingHeld:
            Pair.among(entities("participant") + entities("visitor") + entities("host"))
        case .appearanceMade where attributes["kind"] == "attendance": []
        case .callHeld, .appearanceMade: Pair.among(entities("participant"))
        case .messageSent: between(["sender"], ["recipient"])
        case .accordExpressed: Pair.among(entities("speaker"))
        case .criticismVoiced, .accusationMade: between(["speaker"], ["about"])
        case .supportGiven, .politicalContributionMade:
            between(["supporter", "donor"], ["beneficiary", "opponent"])
        case .lawsuitFiled, .lawsuitRefiled: between(["plaintiff"], ["defendant"])
        case .lawsuitWithdrawn where attributes["partial"] == "yes":
            between(["plaintiff"], ["droppedParty"])
        case .lawsuitWithdrawn: between(["plaintiff"], ["defendant", "droppedParty"])
        default: Pair.among(entities("party"))
        }
    }

    /// Whether it tells of the pair that one supports an opponent of the other.
    func isOpposition(in key: RowKey) -> Bool {
        between(["supporter", "donor"], ["opponent"]).contains { $0.key == key }
    }

    /// The relation that it states, if it can be placed in time: of a beginning without a date
    /// nobody can say what it took the place of.
    var statedRelation: String? {
        guard type == .relationshipStated, modality.isRealized else { return nil }
        return occurred.edtf.isEmpty && isBeginning ? nil : attributes["kind"]
    }

    /// Whether it says that a relation began then, and not only that there is one.
    var isBeginning: Bool { attributes["phase"] == "began" }

    private func between(_ roles: [String], _ others: [String]) -> [Pair] {
        Pair.between(roles.flatMap(entities), others.flatMap(entities))
    }
}
