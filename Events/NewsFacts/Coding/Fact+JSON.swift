public import Foundation

extension Fact {
    /// Reads one fact from JSON and checks its shape.
    ///
    /// - Throws: ``FactError`` with the place of the first thing that is wrong.
    /// - Complexity: O(n) in the bytes, of which more than ``Limit/jsonByteCountMax`` are not read.
    public init(json: Data) throws(FactError) {
        guard json.count <= Limit.jsonByteCountMax else {
            throw .malformed(
                place: "",
                reason: "\(json.count) bytes, \(Limit.jsonByteCountMax) are the most for the JSON "
                    + "of one fact; a file holds one fact a line"
            )
        }
        var structure = JSONStructure(Array(json))
        if let problem = structure.problem() {
            throw .malformed(place: "", reason: "this is not the JSON of a fact: \(problem)")
        }
        do {
            self = try JSONDecoder().decode(Fact.self, from: json).validated()
        } catch let error as FactError {
            throw error
        } catch DecodingError.dataCorrupted(let context)
            where context.codingPath.isEmpty && context.underlyingError == nil
        {
            throw .malformed(place: "", reason: Self.syntaxProblem(of: json))
        } catch let error as DecodingError {
            throw error.factError
        } catch {
            throw .malformed(place: "", reason: "\(error)".printable)
        }
    }

    /// Why the decoder cannot read a text, and where; it does not say so itself on Linux.
    private static func syntaxProblem(of json: Data) -> String {
        do {
            _ = try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)
            return "a number in it is too large"
        } catch {
            let complaint = (error as NSError).userInfo["NSDebugDescription"] as? String
            let place = complaint?.replacing("around character", with: "near byte")
            return "this is not JSON: " + (place ?? error.localizedDescription).printable
        }
    }

    /// The fact as one line of JSON with its keys in alphabetical order.
    ///
    /// - Complexity: O(n) in the size of the fact.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("a fact holds nothing that JSON cannot, yet \(self) was refused")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

extension Fact: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case type, subject, statement, occurred, participants, attributes, amounts, modality
        case attributedTo, source, codes, externalID, causes, targets, reason, names, replacement
    }

    /// Reads the JSON form; every key but `type` may be absent.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(strictlyKeyedBy: CodingKeys.self)
        let name = try values.decode(String.self, forKey: .type)
        guard let type = Catalogue.type(named: name) else {
            throw FactError.unknownType(name, nearest: Catalogue.nearest(to: name))
        }
        self.init(type, about: try values.text(.subject))
        statement = try values.text(.statement)
        occurred = try values.decodeIfPresent(Occurrence.self, forKey: .occurred) ?? .unknown
        participants = try values.list(.participants)
        attributes = try values.decodeIfPresent([String: String].self, forKey: .attributes) ?? [:]
        amounts = try values.list(.amounts)
        modality = try values.word(.modality, of: Modality.self) ?? .asserted
        attributedTo = try values.text(.attributedTo)
        source = try values.decodeIfPresent(Source.self, forKey: .source)
        codes = try values.list(.codes)
        externalID = try values.text(.externalID)
        causes = try values.list(.causes)
        targets = try values.list(.targets)
        reason = try values.text(.reason)
        names = try values.list(.names)
        replacement =
            try values.decodeIfPresent(Fact.self, forKey: .replacement).map(Replacement.fact)
            ?? .none
    }

    /// Writes the JSON form; what is empty is left out.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(type.name, forKey: .type)
        try values.encodeUnlessEmpty(subject, forKey: .subject)
        try values.encodeUnlessEmpty(statement, forKey: .statement)
        if occurred != .unknown { try values.encode(occurred, forKey: .occurred) }
        try values.encodeUnlessEmpty(participants, forKey: .participants)
        try values.encodeUnlessEmpty(attributes, forKey: .attributes)
        try values.encodeUnlessEmpty(amounts, forKey: .amounts)
        try values.encode(modality.rawValue, forKey: .modality)
        try values.encodeUnlessEmpty(attributedTo, forKey: .attributedTo)
        try values.encodeIfPresent(source, forKey: .source)
        try values.encodeUnlessEmpty(codes, forKey: .codes)
        try values.encodeUnlessEmpty(externalID, forKey: .externalID)
        try values.encodeUnlessEmpty(causes, forKey: .causes)
        try values.encodeUnlessEmpty(targets, forKey: .targets)
        try values.encodeUnlessEmpty(reason, forKey: .reason)
        try values.encodeUnlessEmpty(names, forKey: .names)
        if case .fact(let fact) = replacement { try values.encode(fact, forKey: .replacement) }
    }
}
