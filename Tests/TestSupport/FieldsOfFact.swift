import NewsFacts

extension Fact {
    /// All that the fact says, a line for each field.
    public var fields: [String] {
        var fields = [
            "type \(type.number)", "subject \(subject)", "statement \(statement)",
            "date \(occurred.edtf)", "days \(occurred.days)", "basis \(occurred.basis)",
            "phrase \(occurred.phrase)", "anchor \(occurred.anchor)", "modality \(modality)",
            "by \(attributedTo)", "id \(externalID)", "reason \(reason)",
        ]
        fields += participants.map { "participant \($0.role) \($0.entity) \($0.name)" }
        fields += attributes.sorted { $0.key < $1.key }.map { "attribute \($0) \($1)" }
        fields += amounts.map {
            "amount \($0.literal) \($0.value, default: "") \($0.unit) \($0.bound)"
        }
        if let source {
            fields += [
                "document \(source.document)", "sha256 \(source.sha256, default: "")",
                "language \(source.language)", "published \(source.published)",
                "line \(source.line)", "characters \(source.characters)",
                "span \(source.span, default: "")", "quote \(source.quote)",
            ]
            fields += source.translation.map { "translation \($0)" }
        }
        fields += codes.map { "code \($0.scheme) \($0.version) \($0.code)" }
        fields += causes.map { "cause \($0)" } + targets.map { "target \($0)" }
        fields += names.map { "name \($0.language) \($0.text) \($0.kind)" }
        if case .fact(let content) = replacement { fields += content.fields }
        return fields
    }

    /// The same of the fact that those bytes hold, of which each field is read in place.
    public static func fields(inPlace bytes: [UInt8]) throws(FactError) -> [String] {
        try fields(StoredFact(bytes.span))
    }

    private static func fields(_ stored: StoredFact) throws(FactError) -> [String] {
        var fields = [
            "type \(stored.type.number)", "subject \(String(copying: stored.subject))",
            "statement \(String(copying: stored.statement))",
            "date \(String(copying: stored.edtf))", "days \(stored.days)", "basis \(stored.basis)",
            "phrase \(String(copying: stored.phrase))", "anchor \(String(copying: stored.anchor))",
            "modality \(stored.modality)", "by \(String(copying: stored.attributedTo))",
            "id \(String(copying: stored.externalID))", "reason \(String(copying: stored.reason))",
        ]
        var participants = stored.participants
        while let one = try participants.next() {
            let (role, entity) = (String(copying: one.role), String(copying: one.entity))
            fields.append("participant \(role) \(entity) \(String(copying: one.name))")
        }
        var attributes: [String: String] = [:]
        var list = stored.attributes
        while let one = try list.next() {
            attributes[String(copying: one.name)] = String(copying: one.text)
        }
        fields += attributes.sorted { $0.key < $1.key }.map { "attribute \($0) \($1)" }
        var amounts = stored.amounts
        while let one = try amounts.next() {
            let (literal, unit) = (String(copying: one.literal), String(copying: one.unit))
            fields.append("amount \(literal) \(one.value, default: "") \(unit) \(one.bound)")
        }
        fields += try source(stored)
        var codes = stored.codes
        while let one = try codes.next() {
            let (scheme, version) = (String(copying: one.scheme), String(copying: one.version))
            fields.append("code \(scheme) \(version) \(String(copying: one.code))")
        }
        var causes = stored.causes
        while let cause = try causes.next() { fields.append("cause \(cause)") }
        var targets = stored.targets
        while let target = try targets.next() { fields.append("target \(target)") }
        var names = stored.names
        while let one = try names.next() {
            let (language, text) = (String(copying: one.language), String(copying: one.text))
            fields.append("name \(language) \(text) \(one.kind)")
        }
        if let content = try stored.replacement { fields += try Self.fields(content) }
        return fields
    }

    private static func source(_ stored: StoredFact) throws(FactError) -> [String] {
        var fields: [String] = []
        var sources = stored.sources
        while let source = try sources.next() {
            fields = [
                "document \(String(copying: source.document))",
                "sha256 \(source.sha256, default: "")",
                "language \(String(copying: source.language))",
                "published \(String(copying: source.published))", "line \(source.line)",
                "characters \(source.characters)", "span \(source.span, default: "")",
                "quote \(String(copying: source.quote))",
            ]
            var translation = source.translation
            while let language = try translation.next() {
                fields.append("translation \(String(copying: language.text))")
            }
        }
        return fields
    }
}
