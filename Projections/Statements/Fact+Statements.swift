import NewsFacts

extension Fact {
    /// Whether the speaker spoke, or declined to.
    ///
    /// A statement that is planned, supposed or denied was not made. A judgement that is hedged was
    /// made all the same: what could be is what it says.
    var isMade: Bool {
        let isHedged = modality == .hypothetical || modality == .conditional
        return modality.isRealized || (type == .assessmentMade && isHedged)
    }

    /// Whether something was said; to decline to comment is to say nothing.
    var isSaid: Bool { isMade && type != .commentDeclined }

    /// What was said: the statement, or for want of one the quotation or what it was about.
    var words: String {
        if !statement.isEmpty { return statement }
        if let quote = attributes["quote"] { return quote }
        let about = entities("about").joined(separator: " and ")
        return "\(type)" + (about.isEmpty ? "" : " about \(about)")
    }

    /// The same with its date, and how the source puts it.
    var entry: String {
        let date = occurred.edtf.isEmpty ? "undated" : occurred.edtf
        return "\(date): \(words)" + (modality == .asserted ? "" : " (\(modality.rawValue))")
    }

    /// The source whose own voice it is: the subject, of which the id says so.
    var ownVoice: String {
        let prefix = "statements/"
        let isNamed = subject.hasPrefix(prefix) && subject != prefix
        return isNamed ? String(subject.dropFirst(prefix.count)) : subject
    }
}
