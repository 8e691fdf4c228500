import NewsFacts

/// What can be asked of a subject, and answered differently.
enum Question: String, CaseIterable {
    case amount, amountAsked, share, cause, manner, hostile, binding, lacking, undetermined

    /// Whether two of its words exclude each other.
    var hasOneAnswer: Bool { [.manner, .hostile, .binding].contains(self) }
}

extension Fact {
    /// The questions that the fact answers, and what it answers.
    var answers: [(question: Question, text: String, amount: Amount?)] {
        var answers: [(question: Question, text: String, amount: Amount?)] = []
        if let amount = amounts.first {
            let isAsked = type == .investmentSought
            answers.append((isAsked ? .amountAsked : .amount, amount.description, amount))
        }
        let attributes: [(Question, String)] = [
            (.share, "share"), (.cause, "cause"), (.cause, "reason"), (.manner, "manner"),
            (.hostile, "hostile"), (.binding, "binding"), (.lacking, "lacking"),
            (.undetermined, "undetermined"),
        ]
        for (question, name) in attributes {
            if let text = self.attributes[name], text != "unknown" {
                answers.append((question, text, nil))
            }
        }
        return answers
    }

    /// On whose word the fact is told: whoever the source names, or else the place in the source.
    var sayers: [String] {
        if !attributedTo.isEmpty { return [attributedTo] }
        for role in ["claimant", "speaker"] {
            var sayers: [String] = []
            sayers.formUnion(entities(role))
            if !sayers.isEmpty { return sayers }
        }
        guard let source else { return [] }
        return [source.line > 0 ? "\(source.document):\(source.line)" : source.document]
    }

    /// Whether it changes the terms, so that what was said of them before contradicts it no more.
    var isRevision: Bool { type == .investmentRevised || type == .acquisitionBidRevised }
}
