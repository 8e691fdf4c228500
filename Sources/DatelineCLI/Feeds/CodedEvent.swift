import NewsFacts

/// An event as a feed codes it: who did what to whom, and when.
struct CodedEvent: Sendable {
    /// The feed, as external ids begin with it.
    let feed: String
    /// The id that the event has in the feed.
    let id: String
    /// The code of CAMEO as the feed gives it.
    let code: String
    /// Who acts; nil when the feed names nobody.
    let source: Actor?
    /// At whom it is aimed.
    let target: Actor?
    /// Where it was.
    var place: Actor?
    /// When it was so.
    let day: EDTF
    /// Where it is told.
    let document: Source

    /// Somebody or something that an event names.
    struct Actor: Hashable, Sendable {
        let id: String
        /// The name as the feed writes it.
        let name: String

        /// One who goes by an identifier made of the name; nil for a name that is blank.
        init?(named name: String, in folder: String = "") {
            guard !name.isBlank else { return nil }
            self.init(id: folder + name.slug, name: name)
        }

        init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// The two actors, whoever acts, or the one who is named.
    var pair: String {
        let ids = [source?.id, target?.id].compactMap(\.self)
        return ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "/")
    }

    /// What the event tells, by the table.
    func reading(by table: CAMEOTable) -> Reading {
        guard let entry = table.entry(of: code), !entry.rules.isEmpty else {
            return .passed(.unmapped(code: code))
        }
        var lack: String?
        for rule in entry.rules {
            guard let reason = rule.lack(of: self) else {
                return .fact(IncomingFact(fact: fact(by: rule, entry)))
            }
            lack = lack ?? reason
        }
        return .passed(.skipped(reason: lack ?? ""))
    }

    private func fact(by rule: CAMEORule, _ entry: CAMEOTable.Entry) -> Fact {
        var fact = Fact(rule.type, about: rule.subject(of: self))
        let names = [source?.name, target?.name].map { $0.map { $0.isEmpty ? "?" : $0 } }
        fact.statement =
            (names[0] ?? "?") + (names[1].map { " → " + $0 } ?? "") + ": " + entry.text
        fact.occurred = Occurrence(day)
        fact.participants = rule.participants(of: self)
        fact.attributes = rule.attributes
        fact.modality = rule.modality
        fact.source = document
        fact.codes = [Fact.Code(scheme: "CAMEO", version: CAMEOTable.version, code: code)]
        if !entry.plover.isEmpty {
            fact.codes.append(
                Fact.Code(
                    scheme: "PLOVER",
                    version: CAMEOTable.ploverVersion,
                    code: entry.plover
                )
            )
        }
        fact.externalID = feed + ":" + id
        return fact
    }
}

extension Source {
    /// A document at an address, which becomes an identifier: what none may hold is escaped as in
    /// addresses, and of a long one the beginning stands before a digest.
    static func at(address: String) -> Source {
        let isSafe = address.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        let escaped =
            isSafe
            ? address
            : address.utf8.reduce(into: "") { text, byte in
                if (0x21...0x7E).contains(byte) {
                    text.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    text.unicodeScalars += ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }
        return Source(escaped.cut(toByteCount: Fact.Limit.identifierByteCountMax))
    }
}

extension EDTF {
    /// A day that is written in digits, `20150218`, of which more may follow.
    init(digits: String, in column: String) throws {
        guard [8, 14].contains(digits.utf8.count), digits.isOfDigits,
            let year = Int(digits.prefix(4)), year > 0,
            let month = Int(digits.dropFirst(4).prefix(2)),
            let number = Int(digits.dropFirst(6).prefix(2)),
            let day = Day(year: year, month: month, day: number)
        else {
            throw MovingError("\(column): `\(digits.excerpt)` is no day such as 20150218")
        }
        try self.init(day.description)
    }

    /// A day that is written as ISO 8601 has it, `2015-02-18`, of which a time may follow.
    init(day text: String, in column: String) throws {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().isOfDigits,
            text.utf8.count == 10 || text.dropFirst(10).utf8.first == UInt8(ascii: " ")
                || text.dropFirst(10).utf8.first == UInt8(ascii: "T"),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            let found = Day(year: year, month: month, day: day)
        else {
            throw MovingError("\(column): `\(text.excerpt)` is no day such as 2015-02-18")
        }
        try self.init(found.description)
    }
}
