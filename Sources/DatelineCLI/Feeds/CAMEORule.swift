import NewsFacts

/// How a fact is made of a coded event: one line of the table.
struct CAMEORule: Sendable {
    let type: FactType
    let modality: Modality
    /// The role of the actor who acts; empty for none.
    let sourceRole: String
    /// The role of the actor at whom it is aimed; empty for none.
    let targetRole: String
    let attributes: [String: String]
    private let subject: [Piece]

    private enum Piece: Hashable, Sendable {
        case text(String)
        case source, pair, event, day
    }

    private static let places: [String: Piece] = [
        "source": .source, "pair": .pair, "event": .event, "day": .day,
    ]

    init(_ cells: [String], text: String) throws(MovingError) {
        guard let type = Catalogue.type(named: cells[2]) else {
            throw MovingError("type: there is no `\(cells[2])`")
        }
        guard let modality = Modality(rawValue: cells[3]) else {
            throw MovingError("modality: there is no `\(cells[3])`")
        }
        self.type = type
        self.modality = modality
        (sourceRole, targetRole) = (cells[4], cells[5])
        for role in [sourceRole, targetRole]
        where !role.isEmpty && !type.roles.contains(where: { $0.name == role }) {
            throw MovingError("\(type) has no role `\(role)`")
        }
        subject = try Self.pieces(of: cells[6])
        attributes = try Self.attributes(of: cells[7], text: text, type: type)
    }

    private static func pieces(of pattern: String) throws(MovingError) -> [Piece] {
        var pieces: [Piece] = []
        for part in pattern.split(separator: "{", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "}", omittingEmptySubsequences: false)
            if ends.count == 2 {
                guard let place = places[String(ends[0])] else {
                    throw MovingError("subject: there is no {\(ends[0])}")
                }
                pieces.append(place)
            }
            pieces.append(.text(String(ends.last ?? "")))
        }
        return pieces.filter { $0 != .text("") }
    }

    private static func attributes(
        of text: String,
        text name: String,
        type: FactType
    ) throws(MovingError) -> [String: String] {
        var attributes: [String: String] = [:]
        for pair in text.split(separator: "; ") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard sides.count == 2,
                type.attributes.contains(where: { $0.name == sides[0] })
            else { throw MovingError("attributes: \(type) has no `\(pair)`") }
            attributes[String(sides[0])] = sides[1] == "{text}" ? name : String(sides[1])
        }
        return attributes
    }

    /// What an event would have to say besides for the rule; nil when it says enough.
    func lack(of event: CodedEvent) -> String? {
        let filled = participants(of: event)
        let isFilled = type.roles.allSatisfy { role in
            role.count.contains(filled.count { $0.role == role.name })
        }
        let hasAlternatives = type.alternatives.allSatisfy { roles in
            filled.contains { roles.contains($0.role) }
        }
        let hasSubject = !subject.contains(.source) || event.source != nil
        let isOfTwo = !isFromOneToItself(event)
        guard !isFilled || !hasAlternatives || !hasSubject || !isOfTwo else { return nil }
        return switch (event.source, event.target) {
        case (nil, nil): "no actor"
        case (nil, _): "no source actor"
        case (_, nil): "no target actor"
        default: "source and target are one actor"
        }
    }

    /// Whether two must stand in one role, and one does twice.
    private func isFromOneToItself(_ event: CodedEvent) -> Bool {
        guard sourceRole == targetRole, event.source?.id == event.target?.id else { return false }
        return type.roles.contains { $0.name == sourceRole && $0.count.lowerBound > 1 }
    }

    func participants(of event: CodedEvent) -> [Participant] {
        var participants: [Participant] = []
        for (role, actor) in [(sourceRole, event.source), (targetRole, event.target)] {
            guard !role.isEmpty, let actor else { continue }
            participants.append(Participant(role, actor.id, as: actor.name))
        }
        if let place = event.place {
            participants.append(Participant("place", place.id, as: place.name))
        }
        return participants
    }

    func subject(of event: CodedEvent) -> String {
        subject.map { piece in
            switch piece {
            case .text(let text): text
            case .source: event.source?.id ?? ""
            case .pair: event.pair
            case .event: event.feed + "-" + event.id
            case .day: event.day.text
            }
        }.joined()
    }
}
