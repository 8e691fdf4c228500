import Bids
import ByteCoding
import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `The bids of the seed article` {
    let seed: SeedLedger
    static let bid = RowKey("bid/musk-openai-nonprofit")
    static let mockery = RowKey("bid/altman-twitter")
    static let purchase = RowKey("bid/musk-twitter")

    init() throws { seed = try SeedLedger() }

    private func answer(
        _ key: RowKey,
        _ day: String,
        _ knownAt: KnownAt = .head
    ) throws -> RowAnswer<Bid>? {
        try seed.ledger.view(Bids.self, asOf: Day(day), knownAt: knownAt).rows.first {
            $0.key == key
        }
    }

    /// What is certain of Musk's bid, and what the other reading says.
    @Test(
        arguments: [
            ("2024-12-31", nil, nil),
            ("2025-01-05", nil, .planned),
            // "In January or February", says the timeline of a bid that the text dates better.
            ("2025-01-10", .planned, .planned),
            ("2025-02-09", .planned, .planned),
            ("2025-02-13", .planned, .submitted),
            ("2025-02-14", .rejected, .rejected),
            ("2025-02-15", .rejected, .rejected),
            ("2025-03-31", .rejected, .rejected),
        ] as [(String, Bid.Status?, Bid.Status?)]
    )
    func `tell how far Musk's bid for OpenAI had come`(
        day: String,
        certain: Bid.Status?,
        possible: Bid.Status?
    ) throws {
        let answer = try answer(Self.bid, day)
        #expect(answer?.certain.row?.status == certain)
        #expect(answer?.possible.row?.status == possible)
        #expect(answer?.certain.anomalies ?? [] == [])
    }

    @Test func `tell that it was planned and money sought in January`() throws {
        let january = try #require(try answer(Self.bid, "2025-01-31")?.certain.row)
        #expect(january.bidders == ["elon-musk"])
        #expect(january.targets == ["openai-nonprofit"])
        #expect(january.prospects == ["bid-investors"])
        #expect(january.price == nil)
    }

    @Test func `tell that it may have been declined by a post before the board's letter`() throws {
        let row = try #require(try answer(Self.bid, "2025-02-13")?.possible.row)
        #expect(row.declinedBy == ["sam-altman"])
        #expect(row.rejectedBy == [])
        #expect(row.offered.text == "[2025-02-10..2025-02-14]")
        #expect(row.conditions == ["Musk drops the bid if OpenAI keeps its nonprofit character"])
    }

    @Test func `tell who declined and who rejected it, and on what it depended`() throws {
        let row = try #require(try answer(Self.bid, "2025-02-14")?.certain.row)
        #expect(row.declinedBy == ["sam-altman"])
        #expect(row.rejectedBy == ["openai", "openai-board"])
        #expect(row.rejected.text == "2025-02-14")
        #expect(row.hostile == "yes")
        #expect(row.assets == ["openai-nonprofit-assets"])
        #expect(row.conditions == ["Musk drops the bid if OpenAI keeps its nonprofit character"])
        #expect(row.ended.text == "")
    }

    /// The mention in the timeline is vaguer and has another target: it neither dates nor names.
    @Test func `tell the bid once, as the better dated mention has it`() throws {
        let answer = try #require(try answer(Self.bid, "2025-02-15"))
        let mention = Position(rawValue: 201)
        #expect(answer.certain.mentions == [Position(rawValue: 19): [mention]])
        #expect(answer.certain.facts.contains(mention))
        #expect(answer.certain.row?.offered.text == "[2025-02-10..2025-02-14]")
        let known = KnownAt.position(seed.beforeCorrections)
        let before = try #require(try self.answer(Self.bid, "2025-02-15", known))
        #expect(before.certain.mentions == [:])
        #expect(before.possible.row?.targets == ["openai-nonprofit"])
    }

    @Test(arguments: [
        (bid, Decimal(974_000_000_000), Decimal(97_400_000_000)),
        (purchase, 440_000_000_000, 44_000_000_000),
        (mockery, 97_400_000_000, 9_740_000_000),
    ])
    func `show the literal prices before the corrections and the right ones after`(
        key: RowKey,
        literal: Decimal,
        right: Decimal
    ) throws {
        let before = KnownAt.position(seed.beforeCorrections)
        #expect(try answer(key, "2025-02-15", before)?.certain.row?.price?.value == literal)
        #expect(try answer(key, "2025-02-15")?.certain.row?.price?.value == right)
    }

    @Test func `hold at every state of knowledge between`() throws {
        let head = try seed.ledger.view(Bids.self, asOf: Day("2025")).knownAt.position
        for k in seed.beforeCorrections.rawValue...head.rawValue {
            let known = KnownAt.position(Position(rawValue: k))
            let state = try #require(try answer(Self.bid, "2025-02-15", known)).certain
            #expect(state.row?.status == .rejected)
            #expect(state.anomalies == [])
        }
    }

    @Test func `tell that Twitter was bought in 2022, and only that`() throws {
        #expect(try answer(Self.purchase, "2021")?.possible.row == nil)
        #expect(try answer(Self.purchase, "2022-06-01")?.possible.row?.status == .completed)
        let row = try #require(try answer(Self.purchase, "2022")?.certain.row)
        #expect(row.status == .completed)
        #expect(row.bidders == ["elon-musk"])
        #expect(row.targets == ["twitter"])
        #expect(row.offered.text == "")
        #expect(row.ended.text == "2022")
    }

    @Test func `keep a rejected bid apart and a mocking offer out`() throws {
        let table = try seed.ledger.table(of: Bids.self, asOf: Day("2025-02-15"))
        #expect(table.rows.map(\.key) == [Self.mockery, Self.bid, Self.purchase])
        #expect(table.rows.map(\.certain?.status) == ["unserious", "rejected", "completed"])
        #expect(table.current.rows.map(\.key) == [Self.bid])
    }
}
