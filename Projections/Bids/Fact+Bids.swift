import NewsFacts

extension Fact {
    /// Whether it states what a bid depends on; that it is a condition is no doubt about it.
    var isCondition: Bool {
        type == .acquisitionBidConditionStated && modality == .conditional
    }

    /// Whether the refusal is a formal one: the word of a chief executive in public is not, unless
    /// the source says so.
    var isFormal: Bool {
        attributes["formal"].map { $0 == "yes" } ?? (attributes["organ"] != "chiefExecutive")
    }

    /// Whether the offer is meant.
    var isMeant: Bool {
        attributes["serious"].map { $0 == "yes" } ?? (attributes["tone"] != "sarcastic")
    }

    /// On what it says that the bid depends.
    var conditions: [String] {
        if let terms = attributes["conditions"] { return [terms] }
        guard type == .acquisitionBidConditionStated else { return [] }
        guard let condition = attributes["condition"] else {
            return statement.isEmpty ? [] : [statement]
        }
        return [attributes["consequence"].map { "\($0) if \(condition)" } ?? condition]
    }

    /// Who offers what in answer to a bid, in one line.
    var offerInAnswer: String {
        let objects = entities("object").joined(separator: " and ")
        return entities("speaker").joined(separator: " and ")
            + (objects.isEmpty ? "" : " for " + objects)
            + (amounts.first.map { ": \($0)" } ?? "") + (isMeant ? "" : " (not serious)")
    }
}
