import ByteCoding
import Foundation
import NewsFacts
import TestSupport
import Testing

/// One JSON text that uses every field there is, in the canonical form.
private let everyField = """
    {"amounts":[{"bound":"atLeast","literal":"أكثر من 100 مليار","unit":"USD","value":"100000000000"},\
    {"bound":"unquantified","literal":"billions"}],"attributedTo":"unnamed sources",\
    "attributes":{"caseNumber":"24-cv-1","claims":"breach"},\
    "causes":["0000000000000000000000000000000000000000000000000000000000000001"],\
    "codes":[["CAMEO","1.1b3","0115"]],"externalID":"feed/1","modality":"attributed",\
    "occurred":{"anchor":"2025-02-15","basis":"relative","edtf":"2024-02~","phrase":"في فبراير"},\
    "participants":[["plaintiff","elon-musk","ماسك"],["defendant","openai"],["place","california"]],\
    "reason":"told twice","source":{"characters":[3,9],"document":"d","language":"ar",\
    "line":12,"published":"2025-02-15","quote":"رفع دعوى",\
    "sha256":"00000000000000000000000000000000000000000000000000000000000000aa",\
    "span":"00000000000000000000000000000000000000000000000000000000000000bb",\
    "translation":["en","zh","ar"]},"statement":"Musk sued OpenAI.","subject":"case/1",\
    "type":"LawsuitFiled"}
    """

@Suite struct `The JSON of a fact` {
    @Test func `keeps every field, with its keys in order and nothing that is empty`() throws {
        #expect(try fact(everyField).json == everyField)
    }

    @Test func `gives every field to the fact`() throws {
        let fact = try fact(everyField)
        #expect(fact.type == .lawsuitFiled)
        #expect(fact.subject == "case/1")
        #expect(fact.statement == "Musk sued OpenAI.")
        #expect(fact.occurred.edtf == "2024-02~")
        #expect(fact.occurred.lo == Day(year: 2024, month: 2, day: 1))
        #expect(fact.occurred.hi == Day(year: 2024, month: 2, day: 29))
        #expect(fact.occurred.basis == .relative)
        #expect(fact.occurred.phrase == "في فبراير")
        #expect(fact.occurred.anchor == "2025-02-15")
        #expect(
            fact.participants == [
                Participant("plaintiff", "elon-musk", as: "ماسك"),
                Participant("defendant", "openai"), Participant("place", "california"),
            ]
        )
        #expect(fact.attributes == ["caseNumber": "24-cv-1", "claims": "breach"])
        #expect(
            fact.amounts == [
                Amount(
                    literal: "أكثر من 100 مليار",
                    value: 100_000_000_000,
                    unit: "USD",
                    bound: .atLeast
                ),
                Amount(literal: "billions", value: nil, unit: "", bound: .unquantified),
            ]
        )
        #expect(fact.modality == .attributed)
        #expect(fact.attributedTo == "unnamed sources")
        #expect(fact.codes == [Fact.Code(scheme: "CAMEO", version: "1.1b3", code: "0115")])
        #expect(fact.externalID == "feed/1")
        #expect(fact.causes.map(\.description) == [String(repeating: "0", count: 63) + "1"])
        #expect(fact.reason == "told twice")
        #expect(fact.entities("plaintiff") == ["elon-musk"])
    }

    @Test func `gives every field to the source`() throws {
        let source = try #require(try fact(everyField).source)
        #expect(source.document == "d")
        #expect(source.sha256?.bytes.last == 0xAA)
        #expect(source.language == "ar")
        #expect(source.translation == ["en", "zh", "ar"])
        #expect(source.published == "2025-02-15")
        #expect(source.line == 12)
        #expect(source.characters == 3..<9)
        #expect(source.span?.bytes.last == 0xBB)
        #expect(source.quote == "رفع دعوى")
        #expect(source.description == "d:12:3-9")
    }

    @Test func `keeps what an amendment says`() throws {
        let corrected = """
            {"externalID":"C1","modality":"asserted","reason":"typo","replacement":{"modality":"claimed",\
            "participants":[["party","a"],["party","b"]],"subject":"s","type":"DisputeOpened"},\
            "targets":["S1"],"type":"FactCorrected"}
            """
        let described = """
            {"attributes":{"kind":"person"},"modality":"asserted",\
            "names":[["ar","ماسك","alias"],["en","Elon Musk","label"]],"subject":"elon-musk",\
            "type":"EntityDescribed"}
            """
        #expect(try fact(corrected).json == corrected)
        #expect(try fact(described).json == described)
        #expect(try fact(corrected).targets == [.externalID("S1")])
        #expect(try fact(corrected).content.modality == .claimed)
        #expect(
            try fact(described).names.last == EntityName("Elon Musk", language: "en", kind: .label)
        )
    }

    @Test func `takes a bare date for an explicit one`() throws {
        let json = """
            {"type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]],
            "occurred":"2024-02"}
            """
        let occurred = try fact(json).occurred
        #expect(occurred.basis == .explicit)
        #expect(occurred == Occurrence(try EDTF("2024-02")))
    }

    @Test func `may leave out all that a fact can go without`() throws {
        let fact = try fact(
            #"{"type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]]}"#
        )
        #expect(fact.occurred == .unknown)
        #expect(fact.modality == .asserted)
        #expect(fact.source == nil)
        #expect(fact.replacement == .none)
        #expect(fact.content == fact)
    }

    @Test func `bounds an amount without a word for it by whether it has a value`() throws {
        let json = """
            {"type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]],
            "amounts":[{"literal":"5","value":"5"},{"literal":"much"}]}
            """
        #expect(try fact(json).amounts.map(\.bound) == [.exact, .unquantified])
    }
}

@Suite struct `The bytes of a fact` {
    @Test func `give the fact back, field by field`() throws {
        let fact = try fact(everyField)
        #expect(try Fact(bytes: fact.bytes.span) == fact)
    }

    @Test func `do not depend on the order of keys and attributes`() throws {
        let reordered = """
            {"type":"AcquisitionBidSubmitted","participants":[["bidder","a"],["target","b"]],
            "attributes":{"hostile":"yes","expiry":"2025","conditions":"none"},"subject":"s"}
            """
        let ordered = """
            {"attributes":{"conditions":"none","expiry":"2025","hostile":"yes"},
            "participants":[["bidder","a"],["target","b"]],"subject":"s","type":"AcquisitionBidSubmitted"}
            """
        #expect(try fact(reordered).bytes == fact(ordered).bytes)
    }

    @Test func `do not depend on how a number is spelt`() throws {
        let spellings = try ["44000000000", "44000000000.00", "044000000000"].map { numeral in
            try fact(
                """
                {"type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]],
                "amounts":[{"literal":"x","value":"\(numeral)"}]}
                """
            )
        }
        #expect(Set(spellings).count == 1)
        #expect(Set(spellings.map(\.bytes)).count == 1)
    }

    @Test func `hold the fields in ascending order, whatever the fact`() throws {
        var random = RandomFact(seed: 11)
        for _ in 0..<500 {
            let numbers = try fieldNumbers(of: random.next().bytes)
            #expect(numbers == numbers.sorted())
        }
    }

    @Test func `differ when any field differs`() throws {
        let fact = try fact(everyField)
        let changes: [(inout Fact) -> Void] = [
            { $0.type = .lawsuitRefiled }, { $0.subject += "x" }, { $0.statement += "x" },
            { $0.occurred = .unknown }, { $0.occurred.basis = .inferred },
            { $0.occurred.phrase += "x" }, { $0.occurred.anchor = "2024" },
            { $0.participants.swapAt(0, 1) }, { $0.participants[0].name = "" },
            { $0.attributes["claims"] = "x" }, { $0.amounts[0].bound = .atMost },
            { $0.amounts[0].value = 1 }, { $0.amounts[0].unit = "EUR" },
            { $0.amounts[0].literal = "x" }, { $0.modality = .asserted }, { $0.attributedTo = "" },
            { $0.source = nil }, { $0.source?.line = 13 }, { $0.source?.characters = 3..<10 },
            { $0.source?.quote = "" }, { $0.source?.translation = ["en", "ar"] },
            { $0.codes[0].version = "2" }, { $0.externalID = "" }, { $0.causes = [] },
            { $0.reason = "" },
        ]
        var seen: Set = [fact.bytes]
        for change in changes {
            var other = fact
            change(&other)
            #expect(other != fact)
            #expect(seen.insert(other.bytes).inserted)
        }
    }

    @Test func `are two for texts of two normal forms, as text is kept as it was written`() throws {
        let json = #"{"type":"FactRetracted","targets":["S1"],"reason":"%"}"#
        var composed = try fact(json.replacing("%", with: "caf\u{E9}"))
        var decomposed = try fact(json.replacing("%", with: "cafe\u{301}"))
        composed.targets = []
        decomposed.targets = []
        #expect(composed.bytes != decomposed.bytes)
    }

    @Test func `are not made while a reference is not an id: the process ends`() async {
        await #expect(processExitsWith: .failure) {
            var fact = Fact(.factRetracted, about: "")
            fact.targets = [.externalID("S1")]
            _ = fact.bytes
        }
    }
}

@Suite struct `Bytes that are no fact` {
    private func refusal(of bytes: [UInt8]) -> String? {
        do {
            _ = try Fact(bytes: bytes.span)
            return nil
        } catch {
            return error.description
        }
    }

    /// The first was read by nobody, and could be damaged.
    @Test func `are refused for a second replacement`() {
        func correction(_ count: Int) -> [UInt8] {
            message { correction in
                correction.varint(UInt64(FactType.factCorrected.number), field: 1)
                for _ in 0..<count {
                    correction.message(field: 22) { $0.varint(100, field: 1) }
                }
            }
        }
        #expect(refusal(of: correction(1)) == nil)
        #expect(refusal(of: correction(2))?.contains("22") == true)
    }

    @Test func `are refused for the number of their type`() {
        let newer = "is not in the catalogue; a newer version of dateline wrote it"
        #expect(refusal(of: []) == "type: number 0 \(newer)")
        #expect(
            refusal(of: message { $0.varint(65_535, field: 1) }) == "type: number 65535 \(newer)"
        )
        #expect(
            refusal(of: message { $0.varint(65_737, field: 1) }) == "type: number 65737 \(newer)"
        )
        #expect(
            refusal(of: message { $0.varint(.max, field: 1) })
                == "type: number 18446744073709551615 \(newer)"
        )
    }

    @Test func `are refused for a word that an enumeration does not have`() {
        let cases: [(field: Int, value: UInt64)] = [(6, 4), (13, 11)]
        for (field, value) in cases {
            let bytes = message {
                $0.varint(201, field: 1); $0.varint(value, field: field)
            }
            #expect(
                refusal(of: bytes)
                    == "the stored bytes are not a fact: field \(field) has the value \(value), "
                    + "which its schema does not list"
            )
        }
    }

    @Test func `are refused for a digest that is cut off`() {
        let bytes = message {
            $0.varint(201, field: 1); $0.element([1, 2, 3], field: 18)
        }
        #expect(
            refusal(of: bytes)
                == "the stored bytes are not a fact: the bytes end at offset 3, 5 more were expected"
        )
    }

    @Test func `are refused for a last day before the first`() {
        let bytes = message {
            $0.varint(201, field: 1)
            $0.zigzag(5, field: 3)
            $0.zigzag(4, field: 4)
        }
        #expect(refusal(of: bytes) == "occurred: its last day is before its first")
    }

    @Test func `are refused for a replacement in a replacement, however deep`() {
        for depth in [2, 3, 200_000] {
            let innermost = message { $0.varint(201, field: 1) }
            var count = innermost.count
            var headers: [[UInt8]] = []
            for _ in 0..<depth {
                var header: [UInt8] = [0xB2, 0x01]
                header.appendVarint(UInt64(count))
                headers.append(header)
                count += header.count
            }
            let bytes = Array(headers.reversed().joined()) + innermost
            #expect(refusal(of: bytes) == "replacement: a replacement has none of its own")
        }
    }

    @Test func `are refused for an amount that is no plain numeral`() {
        let amount = message {
            $0.text("x", field: 1)
            $0.text("1e9", field: 2)
        }
        let bytes = message {
            $0.varint(201, field: 1)
            $0.element(amount, field: 12)
        }
        #expect(refusal(of: bytes) != nil)
    }

    @Test func `are refused for a digest that is too long`() {
        let bytes = message {
            $0.varint(201, field: 1)
            $0.element([UInt8](repeating: 1, count: 33), field: 18)
        }
        #expect(refusal(of: bytes) != nil)
    }

    @Test func `with fields that this version does not know are read without them`() throws {
        let known = message {
            $0.varint(201, field: 1); $0.text("s", field: 2)
        }
        let newer =
            known
            + message {
                $0.varint(1, field: 100); $0.text("x", field: 101)
            }
        #expect(try Fact(bytes: newer.span) == Fact(bytes: known.span))
    }

    @Test func `are refused wherever they are cut off within a field, and never trap`() throws {
        var random = RandomFact(seed: 12)
        for _ in 0..<50 {
            let bytes = random.next().bytes
            let fieldCount = try fieldNumbers(of: bytes).count
            let readCount = bytes.indices.count { count in
                (try? Fact(bytes: bytes.span.extracting(first: count))) != nil
            }
            #expect(readCount < fieldCount, "only a cut between two fields leaves a fact")
        }
    }

    @Test func `are read or refused but never trap, however they are mutated`() throws {
        var random = RandomFact(seed: 13)
        var randomness = SeededRandomness(14)
        var readCount = 0
        for _ in 0..<20_000 {
            var bytes = random.next().bytes
            for _ in 0...Int.random(in: 0..<4, using: &randomness) {
                bytes.mutate(using: &randomness)
            }
            let inPlace = try? Fact.fields(inPlace: bytes)
            let read = try? Fact(bytes: bytes.span)
            #expect(inPlace == read?.fields)
            guard let fact = read else { continue }
            readCount += 1
            _ = fact.json
            _ = fact.amounts.map(\.description)
            _ = fact.content.occurred.days
            #expect(try Fact(bytes: fact.bytes.span) == fact)
        }
        #expect((1_000..<20_000).contains(readCount))
    }
}

extension [UInt8] {
    /// Changes, takes out, repeats or puts in a few bytes.
    fileprivate mutating func mutate(using randomness: inout SeededRandomness) {
        let place = Int.random(in: 0..<Swift.max(1, count), using: &randomness)
        let end = Swift.min(count, place + Int.random(in: 0...8, using: &randomness))
        switch randomness.next() % 5 {
        case 0 where place < count: self[place] ^= 1 << UInt8(randomness.next() % 8)
        case 1 where place < count: self[place] = UInt8(truncatingIfNeeded: randomness.next())
        case 2 where place < end: removeSubrange(place..<end)
        case 3 where place < end: insert(contentsOf: self[place..<end], at: place)
        default: insert(UInt8(truncatingIfNeeded: randomness.next()), at: Swift.min(place, count))
        }
    }
}
