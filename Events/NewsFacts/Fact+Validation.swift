extension Fact {
    /// This fact, once its shape is known to fit the catalogue, with the bounds of its date.
    ///
    /// Only the shape is checked: known type, roles, attributes, dates and amounts. Whether the
    /// story makes sense is for projections to judge. What a source says came about, and gives no
    /// date for, came about by the day on which it was published: so far are the bounds narrowed.
    ///
    /// - Throws: ``FactError`` for the first thing that does not fit.
    /// - Complexity: O(n) in the size of the fact.
    public func validated() throws(FactError) -> Fact {
        try check()
        return isBounded ? self : try bounded()
    }

    /// Checks the shape of the fact, as ``validated()`` does.
    ///
    /// - Throws: ``FactError`` for the first thing that does not fit.
    /// - Complexity: O(n) in the size of the fact.
    public func check() throws(FactError) {
        try checkIdentifiers()
        try checkDates()
        try checkReferences()
        try checkCounts()
        try checkRoles()
        try checkAttributes()
        try checkAmounts()
        try checkSource()
        try checkAmendment()
    }

    /// Whether the bounds of the fact's dates follow from what is written of them alone.
    public var isBounded: Bool {
        guard !occurred.edtf.isEmpty else { return false }
        if case .fact(let content) = replacement { return content.isBounded }
        return true
    }

    /// A fact that was checked, with the bounds of dates that nobody gives.
    ///
    /// - Throws: ``FactError`` when the day of publication is none.
    public func bounded() throws(FactError) -> Fact {
        var fact = self
        if case .fact(let content) = replacement { fact.replacement = .fact(try content.bounded()) }
        guard occurred.edtf.isEmpty else { return fact }
        var day = Day.distantFuture
        if modality.isRealized, let source, !source.published.isEmpty, !type.isOfRecord {
            day = try EDTF(source.published, at: "source.published").hi
        }
        fact.occurred = occurred.unknown(by: day)
        return fact
    }

    private func checkIdentifiers() throws(FactError) {
        if !subject.isEmpty || type.targetCount == 0...0 {
            try subject.checkIdentifier(at: "subject")
        }
        if !externalID.isEmpty { try externalID.checkIdentifier(at: "externalID") }
        for (index, participant) in participants.enumerated() {
            try participant.entity.checkIdentifier(at: "participants[\(index)]")
        }
    }

    /// Stored bytes may hold what no date is.
    private func checkDates() throws(FactError) {
        if !occurred.edtf.isEmpty { _ = try EDTF(occurred.edtf, at: "occurred.edtf") }
        if !occurred.anchor.isEmpty { _ = try EDTF(occurred.anchor, at: "occurred.anchor") }
        if occurred.edtf.isEmpty, occurred.basis == .explicit {
            throw .invalid(place: "occurred.edtf", reason: "an explicit date has to be given")
        }
        if !occurred.edtf.isEmpty, occurred.basis == .none {
            throw .invalid(
                place: "occurred.basis",
                reason: "a date is given, so its basis cannot be none"
            )
        }
    }

    private func checkReferences() throws(FactError) {
        try Self.check(causes, at: "causes")
        try Self.check(targets, at: "targets")
    }

    private static func check(_ references: [Reference], at place: String) throws(FactError) {
        for (index, reference) in references.enumerated() {
            guard case .externalID(let text) = reference else { continue }
            try text.checkIdentifier(at: "\(place)[\(index)]")
        }
    }

    private func checkRoles() throws(FactError) {
        if participants.count > Limit.listCountMax {
            var counts: [String: Int] = [:]
            for participant in participants { counts[participant.role, default: 0] += 1 }
            for (role, count) in counts {
                try Self.check(count, at: "participants", "in the role `\(role.excerpt)`")
            }
        }
        var knownCount = 0
        for role in type.roles {
            var found = 0
            for index in participants.indices where participants[index].role == role.name {
                found += 1
            }
            guard role.count.contains(found) else {
                throw .wrongRoleCount(role, found: found, type: type)
            }
            knownCount += found
        }
        if knownCount < participants.count {
            let unknown = participants.lazy.map(\.role).filter { role in
                !type.roles.contains { $0.name == role }
            }
            if let first = unknown.min() { throw .unknownRole(first, type: type) }
        }
        for roles in type.alternatives
        where !participants.contains(where: { roles.contains($0.role) }) {
            throw .missingAlternative(roles, type: type)
        }
    }

    private func checkAttributes() throws(FactError) {
        guard !attributes.isEmpty else { return }
        for (name, text) in attributes.sorted(by: { $0.key < $1.key }) {
            guard let attribute = type.attributes.first(where: { $0.name == name }) else {
                throw .unknownAttribute(name, type: type)
            }
            let fits =
                switch attribute.kind {
                case .text: !text.isEmpty
                case .choice(let words): words.contains(text)
                case .integer: Int(text) != nil
                case .date: (try? EDTF(text)) != nil
                case .identifier: true
                }
            guard fits else { throw .invalidAttribute(attribute, text: text) }
            if attribute.kind == .identifier {
                try text.checkIdentifier(at: "attributes.\(name)")
            }
        }
    }

    private func checkAmounts() throws(FactError) {
        for (index, amount) in amounts.enumerated() {
            let place = "amounts[\(index)]"
            if amount.literal.isEmpty {
                throw .invalid(
                    place: place,
                    reason: "the literal, as the source writes it, is missing"
                )
            }
            if (amount.value == nil) != (amount.bound == .unquantified) {
                throw .invalid(
                    place: place,
                    reason:
                        "an amount has a value, or its bound is unquantified; not both or neither"
                )
            }
        }
    }

    private func checkSource() throws(FactError) {
        guard let source else { return }
        try source.document.checkIdentifier(at: "source.document")
        if !source.published.isEmpty { _ = try EDTF(source.published, at: "source.published") }
        let places = 0...Limit.sourcePlaceMax
        guard places.contains(source.line), places.contains(source.characters.lowerBound),
            places.contains(source.characters.upperBound),
            source.line > 0 || source.characters.isEmpty
        else {
            throw .invalid(
                place: "source",
                reason: "lines count from 1 and characters from 0, up to \(Limit.sourcePlaceMax); "
                    + "characters are cited of a line"
            )
        }
    }

    private func checkAmendment() throws(FactError) {
        guard type.targetCount.contains(targets.count) else {
            throw .invalid(
                place: "targets",
                reason: "\(type) speaks of \(type.targetCount.countText), found \(targets.count)"
            )
        }
        guard targets.isEmpty || !reason.isEmpty else {
            throw .invalid(place: "reason", reason: "\(type) has to say why")
        }
        guard targets.count < 2 || Set(targets).count == targets.count else {
            throw .invalid(place: "targets", reason: "\(type) names one fact twice")
        }
        if type == .dateRefined, occurred.edtf.isEmpty {
            throw .invalid(place: "occurred", reason: "DateRefined has to give the date")
        }
        if type == .entityMerged, entities("into") == [subject] {
            throw .invalid(place: "participants", reason: "\(subject.excerpt) is itself already")
        }
        guard names.isEmpty || type == .entityDescribed else {
            throw .invalid(place: "names", reason: "only EntityDescribed carries names")
        }
        switch replacement {
        case .none:
            if type == .factCorrected {
                throw .invalid(place: "replacement", reason: "the whole new content is missing")
            }
        case .fact(let fact):
            guard type == .factCorrected, fact.targets.isEmpty, fact.externalID.isEmpty,
                !fact.type.isOfRecord
            else {
                throw .invalid(
                    place: "replacement",
                    reason: "only FactCorrected carries one, and it is a fact about the world "
                        + "without an externalID"
                )
            }
            do { try fact.check() } catch { throw error.within("replacement") }
        }
    }
}

extension EDTF {
    init(_ text: String, at place: String) throws(FactError) {
        do { try self.init(text) } catch { throw .invalidDate(place: place, error) }
    }
}

extension FactType {
    /// How many other facts a fact of the type is about.
    fileprivate var targetCount: ClosedRange<Int> {
        switch self {
        case _ where isAmendment: 1...1
        case .factDisputed, .factCorroborated: 1...1
        case .sameEventDeclared: 2...Fact.Limit.listCountMax
        default: 0...0
        }
    }
}

extension ClosedRange<Int> {
    fileprivate var countText: String {
        lowerBound == upperBound
            ? lowerBound == 0 ? "no other fact" : "\(lowerBound) other fact"
            : "\(lowerBound) or more other facts"
    }
}
