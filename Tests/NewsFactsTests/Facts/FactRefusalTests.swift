import ByteCoding
import Foundation
import NewsFacts
import Testing

@Suite struct `A text that is no fact` {
    @Test(arguments: RefusedFacts.keys)
    func `is refused for a key or a value that the form does not have`(json: String, text: String) {
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: RefusedFacts.types)
    func `is refused for its type, with the name that may be meant`(json: String, text: String) {
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: RefusedFacts.roles)
    func `is refused for its roles, with how many there have to be`(json: String, text: String) {
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: RefusedFacts.attributes)
    func `is refused for an attribute, with what it has to be`(json: String, text: String) {
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: RefusedFacts.dates)
    func `is refused for a date, with the place in it`(json: String, text: String) {
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: RefusedFacts.amounts)
    func `is refused for an amount`(json: String, text: String) {
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: RefusedFacts.numerals)
    func `is refused for a numeral that is not plain`(numeral: String) {
        let json = """
            {"type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]],
            "amounts":[{"literal":"x","value":"\(numeral)"}]}
            """
        let shown = numeral.printable
        #expect(
            refusal(ofFact: json)
                == "amounts[0].value: `\(shown)` is no plain decimal number of at most 34 digits "
                + "(no separators, no exponent)"
        )
        #expect(Decimal(plain: numeral) == nil)
    }

    @Test(arguments: RefusedFacts.identifiers)
    func `is refused for an identifier`(json: String, text: String) {
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: RefusedFacts.amendments)
    func `is refused for how it speaks about other facts`(json: String, text: String) {
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: [
        (#"{"type":"ProductReleased" "subject":"s"}"#, "near byte 26"),
        ("{\n\"type\": x}", "near byte 10"),
        (#"{"type":"م\q"}"#, "near byte 11"),
        (#"{"type":"RoleHeld"} x"#, "near byte 20"),
        (#"{"type":"#, "end of file"),
        ("", "end of file"),
    ])
    func `is refused for its JSON, with the place where it breaks off`(
        json: String,
        place: String
    ) throws {
        let text = try #require(refusal(ofFact: json))
        #expect(text.hasPrefix("this is not JSON: "))
        #expect(text.contains(place))
    }

    @Test(arguments: [
        (
            "1.5",
            "this is not the JSON of a fact: the number at byte 116 is not a whole number, or too "
                + "large"
        ), ("99999999999999999999", "a number in it is too large"),
    ])
    func `is refused for a number that is no line of a document`(
        number: String,
        text: String
    ) throws {
        let json = """
            {"type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]],
            "source":{"document":"d","line":\(number)}}
            """
        #expect(refusal(ofFact: json) == text)
    }

    @Test(arguments: [
        ("[]", ""), ("7", ""), ("\"RoleHeld\"", ""), (#"{"type":7}"#, "type: "),
        (#"{"type":null}"#, "type: "),
        (#"{"type":"RoleHeld","participants":[["holder",7]]}"#, "participants[0][1]: "),
        (#"{"type":"RoleHeld","participants":{}}"#, "participants: "),
        (#"{"type":"RoleHeld","amounts":[{"literal":"x","value":1}]}"#, "amounts[0].value: "),
        (#"{"type":"RoleHeld","attributes":{"kind":1}}"#, "attributes.kind: "),
    ])
    func `is refused for a value of another JSON type, with its place`(
        json: String,
        place: String
    ) throws {
        let text = try #require(refusal(ofFact: json))
        #expect(text.hasPrefix(place))
        #expect(text.utf8.count > place.utf8.count)
    }

    @Test(arguments: [
        #"{"type":"FactRetracted","targets":["S1"],"reason":"a","reason":"b"}"#,
        #"{"type":"FactRetracted","targets":["S1"],"reason":"a",}"#,
    ])
    func `is refused for a key that is given twice, or a comma at the end`(json: String) {
        #expect(refusal(ofFact: json) != nil)
    }

    @Test func `is refused with the place also for what is wrong within a replacement`() {
        let json = """
            {"type":"FactCorrected","targets":["S1"],"reason":"r",
            "replacement":{"type":"DisputeOpened","subject":"s","participants":[["party","a"]]}}
            """
        #expect(refusal(ofFact: json)?.hasPrefix("replacement.participants: ") == true)
    }

    @Test func `is refused for a line that the published schema cannot hold`() {
        let json = """
            {"type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]],
            "source":{"document":"d","line":4294967296}}
            """
        #expect(refusal(ofFact: json) != nil)
    }

    @Test func `is refused when it nests deeper than any fact, without a trap`() {
        for depth in [2, 500, 5_000, 200_000] {
            let json =
                String(repeating: #"{"type":"FactCorrected","replacement":"#, count: depth) + "{}"
                + String(repeating: "}", count: depth)
            #expect(refusal(ofFact: json) != nil)
        }
    }

    @Test func `is refused in words without control or direction characters`() {
        for (json, _) in RefusedFacts.all {
            let text = refusal(ofFact: json) ?? ""
            let refused = text.unicodeScalars.filter {
                $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
            }
            #expect(refused.isEmpty, "\(json)")
        }
    }
}

@Suite struct `A fact` {
    @Test func `may have an identifier of 255 bytes, in any script`() throws {
        let id = String(repeating: "م", count: 127) + "x"
        let json = """
            {"type":"DisputeOpened","subject":"\(id)","participants":[["party","a"],["party","b"]]}
            """
        #expect(try fact(json).subject == id)
    }

    @Test func `may cite 34 digits, with or without a point`() {
        #expect(
            Decimal(plain: "1234567890123456789012345678901234")?.description
                == "1234567890123456789012345678901234"
        )
        #expect(
            Decimal(plain: "-12345678901234567890123456789012.34")?.description
                == "-12345678901234567890123456789012.34"
        )
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("007", "7"), ("1.50", "1.5"), ("44000000000.00", "44000000000"),
        ("-12.5", "-12.5"),
        ("0.00000000000000000000000000000001", "0.00000000000000000000000000000001"),
    ])
    func `has equal numbers in one spelling`(numeral: String, spelling: String) {
        #expect(Decimal(plain: numeral)?.description == spelling)
    }
}

@Suite struct `An amount` {
    @Test(arguments: [
        ("0", Amount.Bound.exact, "0 USD"), ("999", .exact, "999 USD"),
        ("1000", .exact, "1,000 USD"),
        ("999999", .exact, "999,999 USD"), ("97400000000", .exact, "97,400,000,000 USD"),
        ("-1234567.891", .exact, "-1,234,567.891 USD"), ("-999", .exact, "-999 USD"),
        ("100000000000", .atLeast, "≥ 100,000,000,000 USD"), ("1000", .atMost, "≤ 1,000 USD"),
        ("1234.5", .about, "≈ 1,234.5 USD"),
    ])
    func `is shown in groups of three digits with its bound`(
        numeral: String,
        bound: Amount.Bound,
        text: String
    ) {
        let amount = Amount(literal: "x", value: Decimal(plain: numeral), unit: "USD", bound: bound)
        #expect(amount.description == text)
    }

    @Test func `without a number is shown in the words of the source`() {
        let amount = Amount(literal: "مليارات", value: nil, unit: "USD", bound: .unquantified)
        #expect(amount.description == "مليارات (USD)")
    }
}
