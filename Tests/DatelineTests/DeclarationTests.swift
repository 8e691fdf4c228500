import ByteCoding
import Commitments
import Contacts
import Corrections
import Dateline
import Foundation
import Lawsuits
import NewsFacts
import Organizations
import Projecting
import TestSupport
import Testing

/// What declarations and amendments make of each other.
@Suite struct `Facts about facts` {
    private let folder = TemporaryFolder()
    private let ledger: Ledger

    init() throws { ledger = try Ledger.create(at: folder.file("ledger")) }

    /// Appends a fact and gives its position.
    @discardableResult
    private func append(_ fact: Fact) throws -> Position {
        try ledger.append([fact]).positions[0]
    }

    private func fact(
        _ type: FactType,
        _ subject: String,
        _ date: String,
        _ roles: (String, String)...
    ) throws -> Fact {
        var fact = Fact(type, about: subject)
        if !date.isEmpty { fact.occurred = Occurrence(try EDTF(date)) }
        fact.participants = roles.map { Participant($0.0, $0.1) }
        return fact
    }

    private func about(_ type: FactType, _ positions: Position..., why: String = "why") throws
        -> Fact
    {
        var declaration = Fact(type, about: "")
        let snapshot = try ledger.snapshot()
        for position in positions {
            let event = try ledger.event(at: position, in: snapshot)
            declaration.targets.append(.id(event.id))
        }
        declaration.reason = why
        return declaration
    }

    private func correction(of position: Position, to fact: Fact) throws -> Fact {
        var correction = try about(.factCorrected, position)
        correction.replacement = .fact(fact)
        return correction
    }

    private func merge(_ id: String, into other: String) throws {
        var merge = Fact(.entityMerged, about: id)
        merge.participants = [Participant("into", other)]
        try append(merge)
    }

    private func row<View: Projection>(
        _ view: View.Type,
        _ key: String,
        _ day: String = "2030"
    ) throws -> RowAnswer<View.Row>? {
        try ledger.view(view, asOf: Day(day)).rows.first { $0.key.text == key }
    }

    private func meeting(_ subject: String, _ date: String, _ people: String...) throws -> Fact {
        var fact = try fact(.meetingHeld, subject, date)
        fact.participants = people.map { Participant("participant", $0) }
        return fact
    }

    @Test func `leave a correction to say only what it changed, though the date is another's`()
        throws
    {
        let vague = try meeting("m", "2024", "a")
        let first = try append(vague)
        let second = try append(meeting("m", "2024-03-05", "a"))
        try append(about(.sameEventDeclared, first, second))
        var better = vague
        better.statement = "better"
        try append(correction(of: first, to: better))
        let said = try #require(try row(Corrections.self, first.description)?.certain.row)
        #expect(said.changes == ["statement: — → better"])
        #expect(said.joined == [second.description])
        #expect(said.status == .corrected)
    }

    @Test func `are told in the order in which they were recorded, whatever date they bear`() throws
    {
        let filed = try fact(.lawsuitFiled, "s", "2024", ("plaintiff", "p"), ("defendant", "d"))
        let position = try append(filed)
        var other = filed
        other.statement = "other"
        var correction = try correction(of: position, to: other)
        correction.occurred = Occurrence(try EDTF("2025-03-01"))
        try append(correction)
        try append(about(.factRetracted, position))
        #expect(try row(Corrections.self, position.description)?.certain.row?.status == .retracted)
        #expect(try row(Lawsuits.self, "s") == nil)
    }

    @Test func `do not let a denial fill in what an assertion leaves open`() throws {
        let pledge = try fact(.investmentCommitted, "c", "2025-01-21", ("recipient", "r"))
        let asserted = try append(pledge)
        var denial = try fact(.investmentCommitted, "c", "2025-01", ("recipient", "r"))
        denial.modality = .negated
        let amount = Amount(literal: "500", value: 500, unit: "USD", bound: .exact)
        denial.amounts = [amount]
        let denied = try append(denial)
        try append(about(.sameEventDeclared, asserted, denied))
        #expect(try row(Commitments.self, "c")?.certain.row?.amount == nil)
        var report = try fact(.investmentCommitted, "c", "2025", ("recipient", "r"))
        report.amounts = [amount]
        let third = try append(report)
        try append(about(.sameEventDeclared, asserted, third))
        #expect(try row(Commitments.self, "c")?.certain.row?.amount == amount)
    }

    @Test func `take an id that is merged twice for one entity with both`() throws {
        for name in ["a", "b", "c"] { try append(meeting("m/\(name)", "2024", name)) }
        try merge("a", into: "b")
        try merge("a", into: "c")
        let people = try ledger.view(Contacts.self, asOf: Day("2025")).rows.map {
            $0.certain.row?.participants
        }
        #expect(people == [["c"], ["c"], ["c"]])
        for name in ["a", "b", "c"] {
            #expect(try ledger.timeline(about: [name]).entries.count == 3)
        }
        try merge("c", into: "a")
        #expect(try ledger.timeline(about: ["b"]).entries.count == 3)
    }

    @Test func `rename what an attribute or an attribution names`() throws {
        let filed = try fact(.lawsuitFiled, "a", "2020", ("plaintiff", "p"), ("defendant", "d"))
        try append(filed)
        try append(fact(.lawsuitWithdrawn, "a", "2021", ("plaintiff", "p")))
        var again = try fact(.lawsuitRefiled, "b", "2022", ("plaintiff", "p"), ("defendant", "d"))
        again.attributes["refiles"] = "a"
        try append(again)
        #expect(try row(Lawsuits.self, "a")?.certain.row?.refiledAs == ["b"])
        try merge("a", into: "z")
        #expect(try row(Lawsuits.self, "a") == nil)
        #expect(try row(Lawsuits.self, "z")?.certain.row?.refiledAs == ["b"])
        #expect(try row(Lawsuits.self, "b")?.certain.row?.refiles == "z")
        var proposed = try fact(.restructuringProposed, "o", "2024", ("organization", "o"))
        proposed.attributedTo = "musk"
        try append(proposed)
        try merge("musk", into: "elon-musk")
        #expect(
            try ledger.table(of: Organizations.self, asOf: Day("2025")).rows
                .contains { "\(String(describing: $0.certain))".contains("elon-musk") }
        )
    }

    @Test func `keep a timeline whole when a joined fact names somebody else`() throws {
        let first = try append(meeting("m/1", "2024-03-05", "musk"))
        let second = try append(meeting("m/1", "2024", "musk"))
        try append(about(.sameEventDeclared, first, second))
        try append(correction(of: first, to: meeting("m/1", "2024-03-05", "bezos")))
        let musk = try ledger.timeline(about: ["musk"])
        #expect(musk.entries.map(\.fact.lineage) == [second])
        #expect(musk.entries.first?.fact.content.occurred.edtf == "2024-03-05")
        let both = try ledger.timeline(about: ["musk", "bezos"])
        #expect(both.entries.map(\.fact.lineage) == [first])
        #expect(both.entries.first?.fact.mentions.map(\.lineage) == [second])
    }

    @Test func `do not let a name hide the entity whose id it is`() throws {
        let one = try append(meeting("m/1", "2024", "x"))
        let other = try append(meeting("m/2", "2024", "x-corp"))
        var described = Fact(.entityDescribed, about: "x-corp")
        described.names = [EntityName("X", language: "en", kind: .label)]
        try append(described)
        let timeline = try ledger.timeline(about: ["x"])
        #expect(timeline.entries.map(\.fact.lineage) == [one, other])
        #expect(timeline.entities == [["x", "x-corp"]])
    }

    @Test func `that name one fact twice are refused`() throws {
        let position = try append(meeting("m", "2024", "a"))
        #expect(throws: LedgerError.self) {
            try append(about(.sameEventDeclared, position, position))
        }
    }

    @Test func `make no declaration out of a fact by correcting it`() throws {
        let position = try append(meeting("m", "2024", "a"))
        var merge = Fact(.entityMerged, about: "a")
        merge.participants = [Participant("into", "b")]
        #expect(throws: LedgerError.self) { try append(correction(of: position, to: merge)) }
    }

    @Test func `forget the day of publication when a plan or another source takes their place`()
        throws
    {
        var undated = try meeting("m", "", "a")
        undated.source = Source("times")
        undated.source?.published = "2024-02-15"
        let position = try append(undated)
        #expect(try row(Contacts.self, "m", "2024-02-15")?.certain.row != nil)
        #expect(try row(Contacts.self, "m", "2024-02-14")?.certain.row == nil)
        let snapshot = try ledger.snapshot()
        var later = try ledger.event(at: position, in: snapshot).fact
        later.source?.published = "2025"
        try append(correction(of: position, to: later))
        #expect(try row(Contacts.self, "m", "2025-12-30")?.certain.row == nil)
        #expect(try row(Contacts.self, "m", "2025-12-31")?.certain.row != nil)
        later.modality = .planned
        #expect(try later.validated().occurred.hi == .distantFuture)
    }

    /// A register can open between the days of its facts; every way to ask says so.
    @Test func `of a register are open in a period and in a history as on a day`() throws {
        for (date, form) in [("2024-03", "nonprofit"), ("2024-03-10", "company")] {
            var founded = try fact(.organizationFounded, "o", date, ("organization", "o"))
            founded.attributes["legalForm"] = form
            try append(founded)
        }
        let history = try ledger.rowHistory(of: RowKey("o"), in: Organizations.self)
        let period = try ledger.table(
            of: Organizations.self,
            during: Day("2024-02")...Day("2024-04")
        )
        for number in 0..<60 {
            let day = try Day("2024-02-20").advanced(by: number)
            let row = try ledger.table(of: Organizations.self, asOf: day).rows.first
            let told = history.answer(on: day, knownAt: Position(2))
            #expect(told.registers == row?.registers ?? [])
            let spell = period.rows.last { row in
                guard case .text(let from)? = (row.certain ?? row.possible)?.values[0] else {
                    return true
                }
                return from <= day.description
            }
            #expect(spell?.registers ?? [] == row?.registers ?? [])
        }
        #expect(
            try ledger.table(of: Organizations.self, asOf: Day("2024-03-11")).rows[0].isCertain
                == false
        )
    }
}
