import ByteCoding
import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `Hostile JSON` {
    private static let opened =
        #""type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]]"#

    private func refusal(of bytes: [UInt8]) -> String? {
        do throws(FactError) { _ = try Fact(json: Data(bytes)) } catch { return error.description }
        return nil
    }

    private func refusal(with members: String) -> String? {
        refusal(ofFact: "{\(Self.opened),\(members)}")
    }

    private func refusal(ofFact json: String) -> String? { refusal(of: Array(json.utf8)) }

    @Test func `with a key that an escape hides is refused, so that none is given twice`() throws {
        let text = try #require(refusal(with: #""\u0073ubject":"t""#))
        #expect(
            text.hasPrefix("this is not the JSON of a fact: the key `\\u0073ubject` has an escape")
        )
    }

    @Test(arguments: [
        [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
        [0x80], [0xC3],
    ])
    func `of bytes that are not UTF-8 is refused with the place`(bytes: [UInt8]) {
        let start = Array("{\(Self.opened),\"statement\":\"é".utf8)
        let text = refusal(of: start + bytes + Array("\"}".utf8))
        #expect(
            text == "this is not the JSON of a fact: it is not UTF-8 at byte \(start.count)"
        )
    }

    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32])
    func `in another encoding is refused`(encoding: String.Encoding) throws {
        let data = try #require("{\(Self.opened)}".data(using: encoding))
        #expect(refusal(of: Array(data))?.contains("it is not UTF-8 at byte ") == true)
    }

    @Test func `with half a surrogate pair is refused, and with both is read`() throws {
        for escape in [#"\ud800"#, #"\udc00"#, #"\ud800\u0041"#, #"\ud800x"#] {
            #expect(refusal(with: "\"statement\":\"\(escape)\"") != nil)
        }
        let pair = try fact("{\(Self.opened)," + #""statement":"\ud83d\ude00"}"#)
        #expect(pair.statement == "😀")
    }

    @Test(arguments: [
        "1e999999999", "1e-999999999", "1E2", "1.0", "1.5", "-1e9",
        String(repeating: "9", count: 21), String(repeating: "9", count: 1_000_000),
    ])
    func `with a number that is no plain integer is refused in few words`(number: String) throws {
        let text = try #require(refusal(with: "\"source\":{\"document\":\"d\",\"line\":\(number)}"))
        #expect(text.contains("is not a whole number, or too large"))
        #expect(text.utf8.count < 200)
    }

    @Test(arguments: ["99999999999999999999", "4294967296", "-1"])
    func `with a number that no line has is refused`(number: String) {
        #expect(refusal(with: "\"source\":{\"document\":\"d\",\"line\":\(number)}") != nil)
    }

    @Test(arguments: [("[", "]"), ("{\"type\":", "}")], [9, 10_000, 500_000])
    func `that nests too deep is refused`(part: (String, String), depth: Int) {
        let json =
            String(repeating: part.0, count: depth) + "1" + String(repeating: part.1, count: depth)
        let byte = 8 * part.0.utf8.count
        #expect(
            refusal(ofFact: json) == "this is not the JSON of a fact: it nests deeper than 8 lists "
                + "and objects, near byte \(byte); no fact needs that"
        )
    }

    @Test func `of very many keys is refused in linear time`() {
        let members = (0..<300_000).map { "\"\($0)\":1" }.joined(separator: ",")
        let start = ContinuousClock.now
        #expect(refusal(ofFact: "{\(members)}")?.contains("there is no such key here") == true)
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func `larger than that of any fact is refused unread`() {
        let size = Fact.Limit.jsonByteCountMax
        let blank = [UInt8](repeating: 0x20, count: size - 2 - Self.opened.utf8.count)
        let largest = Array("{\(Self.opened)}".utf8) + blank
        #expect(refusal(of: largest) == nil)
        #expect(
            refusal(of: largest + [0x20]) == "\(size + 1) bytes, \(size) are the most for the JSON "
                + "of one fact; a file holds one fact a line"
        )
    }

    @Test func `that cites no characters of a line is refused, as it would be lost`() {
        let members = #""source":{"document":"d","line":1,"characters":[5,5]}"#
        #expect(refusal(with: members)?.hasPrefix("source.characters: ") == true)
    }
}

@Suite struct `A list of a fact` {
    private static let limit = Fact.Limit.listCountMax

    private static func opened(_ change: (inout Fact) -> Void) -> Fact {
        var fact = Fact(.disputeOpened, about: "s")
        fact.participants = [Participant("party", "a"), Participant("party", "b")]
        change(&fact)
        return fact
    }

    private static let lists: [(String, @Sendable (Int) -> Fact)] = [
        (
            "amounts",
            { count in
                let amount = Amount(literal: "x", value: nil, unit: "", bound: .unquantified)
                return opened { $0.amounts = Array(repeating: amount, count: count) }
            }
        ),
        (
            "codes",
            { count in
                let code = Fact.Code(scheme: "", version: "", code: "")
                return opened { $0.codes = Array(repeating: code, count: count) }
            }
        ),
        (
            "causes",
            { count in opened { $0.causes = Array(repeating: .externalID("x"), count: count) } }
        ),
        (
            "source.translation",
            { count in
                opened {
                    $0.source = Source("d")
                    $0.source?.translation = Array(repeating: "ar", count: count)
                }
            }
        ),
        (
            "names",
            { count in
                var fact = Fact(.entityDescribed, about: "s")
                fact.names = Array(
                    repeating: EntityName("", language: "", kind: .alias),
                    count: count
                )
                return fact
            }
        ),
        (
            "participants",
            { count in
                opened { $0.participants = (0..<count).map { Participant("party", "e\($0)") } }
            }
        ),
        (
            "targets",
            { count in
                var fact = Fact(.sameEventDeclared, about: "")
                fact.targets = (0..<count).map { .externalID("e\($0)") }
                fact.reason = "r"
                return fact
            }
        ),
    ]

    @Test(arguments: lists.indices)
    func `takes ten thousand entries, and is refused with more`(index: Int) throws {
        let (place, fact) = Self.lists[index]
        _ = try fact(Self.limit).validated()
        do throws(FactError) {
            _ = try fact(Self.limit + 1).validated()
            Issue.record("\(place) was taken")
        } catch {
            #expect(error.description.hasPrefix(place + ": 10001 "))
            #expect(
                error.description.hasSuffix("10000 are the most; divide them among several facts")
            )
        }
    }
}

@Suite struct `Hostile bytes of a fact` {
    @Test func `with a date that is none are no valid fact`() throws {
        let stored = message {
            $0.varint(UInt64(FactType.entityDescribed.number), field: 1)
            $0.text("s", field: 2)
            $0.text("yesterday", field: 5)
            $0.varint(1, field: 6)
        }
        let fact = try Fact(bytes: stored.span)
        #expect(throws: FactError.self) { try fact.validated() }
    }

    @Test func `that cite no characters of a line cite the line`() throws {
        let source = message {
            $0.text("d", field: 1)
            $0.varint(3, field: 6)
            $0.varint(5, field: 7)
            $0.varint(5, field: 8)
        }
        let stored = message {
            $0.varint(UInt64(FactType.entityDescribed.number), field: 1)
            $0.text("s", field: 2)
            $0.element(source, field: 15)
        }
        #expect(try Fact(bytes: stored.span).source?.characters == 0..<0)
    }
}
