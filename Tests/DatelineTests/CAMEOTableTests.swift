import NewsFacts
import TestSupport
import Testing

@testable import DatelineCLI

@Suite struct `The table of codes` {
    private let table = CAMEOTable.standard

    @Test func `has every root of CAMEO, and no code outside a group of its own`() {
        let roots = (1...20).map { $0 < 10 ? "0\($0)" : "\($0)" }
        #expect(roots.allSatisfy { table.entries[$0] != nil })
        #expect(table.entries.count > 300)
        for code in table.entries.keys {
            #expect((2...4).contains(code.utf8.count))
            #expect(roots.contains(String(code.prefix(2))))
            if code.utf8.count == 4 { #expect(table.entries[String(code.dropLast())] != nil) }
        }
    }

    @Test func `gives each code types, roles and attributes that the catalogue has`() throws {
        let day = try EDTF("2014-01-01")
        var ruleCount = 0
        for entry in table.entries.values {
            for rule in entry.rules {
                ruleCount += 1
                #expect(Catalogue.type(named: rule.type.name) == rule.type)
                let event = CodedEvent(
                    feed: "test",
                    id: "1",
                    code: entry.code,
                    source: CodedEvent.Actor(named: "One"),
                    target: CodedEvent.Actor(named: "Two"),
                    day: day,
                    document: Source("d")
                )
                #expect(rule.lack(of: event) == nil, "\(entry.code)")
                var fact = Fact(rule.type, about: rule.subject(of: event))
                fact.occurred = Occurrence(day)
                fact.participants = rule.participants(of: event)
                fact.attributes = rule.attributes
                #expect(throws: Never.self, "\(entry.code)") { try fact.validated() }
            }
        }
        #expect(ruleCount > 200)
    }

    @Test func `never names whom a fact would have no place for, but where it says so`() throws {
        let event = CodedEvent(
            feed: "test",
            id: "1",
            code: "",
            source: CodedEvent.Actor(named: "One"),
            target: CodedEvent.Actor(named: "Two"),
            day: try EDTF("2014-01-01"),
            document: Source("d")
        )
        let without = table.entries.values.filter { entry in
            entry.rules.contains { $0.participants(of: event).count < 2 }
        }
        #expect(without.map(\.code) == ["116"])
    }

    @Test func `takes intents for plans, and statements of every kind for statements`() {
        for entry in table.entries.values where entry.code.hasPrefix("03") {
            #expect(entry.rules.allSatisfy { $0.modality == .planned || $0.type == .statementMade })
        }
        for entry in table.entries.values where entry.code.hasPrefix("01") {
            #expect(!entry.rules.isEmpty)
        }
    }

    @Test(arguments: [
        ("0311", "0311"), ("0319", "031"), ("0299", "02"), ("010", "010"), ("18", "18"),
        ("1839", "183"),
    ])
    func `takes a code that it does not have for the group that it is in`(
        code: String,
        group: String
    ) {
        #expect(table.entry(of: code)?.code == group)
    }

    @Test(arguments: ["", "0", "3", "21", "00", "x10", "０１", "01 ", "-1"])
    func `knows nothing of what is no code`(code: String) {
        #expect(table.entry(of: code) == nil)
    }

    /// Names of ICEWS that differ from those of the codebook, or are spelt in several ways.
    @Test(arguments: [
        ("Make statement", "010"), ("Express intent to meet or negotiate", "036"),
        ("express_intent_to_meet_or_negotiate", "036"), ("Consult", "040"), ("Yield", "080"),
        ("Threaten to boycott, embargo, or sanction", "1312"),
        ("Find guilty or liable (legally)", "116"),
        ("Arrest, detain, or charge with legal action", "173"),
        ("Meet at a 'third' location", "044"),
        ("Appeal for diplomatic cooperation (such as policy support)", "022"),
        ("Engage in mediation", "045"), ("Use unconventional violence", "180"),
        ("fight with small arms and light weapons", "193"), ("Return, release person(s)", "0841"),
        ("Appeal for intelligence", "0214"), ("Reject accusation, deny responsibility", "016"),
    ])
    func `finds a code by what ICEWS calls it`(text: String, code: String) {
        #expect(table.code(ofText: text) == code)
        #expect(table.code(ofText: text.uppercased()) == code)
    }

    @Test func `finds each code that has a name of its own`() {
        for entry in table.entries.values {
            let found = table.code(ofText: entry.text)
            #expect(found?.hasPrefix(entry.code) == true, "\(entry.code) \(entry.text)")
        }
    }

    private static let header =
        "code\tplover\ttype\tmodality\tsource\ttarget\tsubject\tattributes\ttext\tnote\n"

    @Test(arguments: [
        ("010\tx", "line 2: the columns are code"),
        ("1\t\t\t\t\t\t\t\tT\t", "line 2: code: `1` is not of 2 to 4 digits"),
        ("010\t\tNews\tasserted\t\t\ts\t\tT\t", "line 2: type: there is no `News`"),
        ("010\t\tStatementMade\tlikely\t\t\ts\t\tT\t", "line 2: modality: there is no `likely`"),
        (
            "010\t\tStatementMade\tasserted\tspokesman\t\ts\t\tT\t",
            "line 2: StatementMade has no role `spokesman`"
        ),
        (
            "010\t\tStatementMade\tasserted\tspeaker\t\t{who}\t\tT\t",
            "line 2: subject: there is no {who}"
        ),
        (
            "010\t\tStatementMade\tasserted\tspeaker\t\ts\tmood=x\tT\t",
            "line 2: attributes: StatementMade has no `mood=x`"
        ),
        (
            "010\t\tStatementMade\tasserted\tspeaker\t\ts\t\t\t",
            "line 2: text: the code has no text"
        ),
        ("010\t\t\t\t\t\t\t\tT\t\n020\t\t\t\t\t\t\t\tt.\t", "line 3: text: `t.` is that of 010"),
    ])
    func `with a mistake is refused, and the line told`(lines: String, reason: String) {
        let error = #expect(throws: MovingError.self) { try CAMEOTable(Self.header + lines) }
        #expect(error?.description.hasPrefix(reason) == true, "\(error?.description ?? "")")
    }
}
