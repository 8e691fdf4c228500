import NewsFacts

extension Fact {
    /// A valid fact that names its own participants; without a date when none is given.
    static func told(
        _ type: FactType,
        _ participants: [(String, String)],
        on date: String? = nil,
        about subject: String = "row",
        attributes: [String: String] = [:],
        modality: Modality = .asserted,
        statement: String = ""
    ) throws -> Fact {
        var fact = Fact(type, about: subject)
        fact.occurred = try date.map { Occurrence(try EDTF($0)) } ?? .unknown
        fact.participants = participants.map { Participant($0.0, $0.1) }
        fact.attributes = attributes
        fact.modality = modality
        fact.statement = statement
        return try fact.validated()
    }
}
