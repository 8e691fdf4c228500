/// JSON texts that are no fact, each with the text that refuses it.
///
/// `with` and `of` add what a valid fact needs beside what the case is about.
enum RefusedFacts {
    private static let party = #""participants":[["party","a"],["party","b"]]"#
    private static let opened = #""type":"DisputeOpened","subject":"s","# + party
    private static let corrected = #""type":"FactCorrected","targets":["S1"],"reason":"r""#
    private static let character =
        "an identifier holds no space, control or direction character (U+"
    private static let advice = "); names go into the name of a participant"
    private static let locator = "expected the first character and the one past the last"

    private static func with(_ members: String) -> String { "{\(opened),\(members)}" }
    private static func of(_ type: String, _ participants: String, _ members: String = "") -> String
    {
        #"{"type":"\#(type)","subject":"s","participants":[\#(participants)]\#(members)}"#
    }

    static let keys: [(String, String)] = [
        (
            #"{"type":"LawsuitFiled","subject":"s","who":1}"#,
            "who: there is no such key here; the keys are type, subject, statement, occurred, "
                + "participants, attributes, amounts, modality, attributedTo, source, codes, "
                + "externalID, causes, targets, reason, names, replacement"
        ),
        (
            with(#""occurred":{"date":"2024"}"#),
            "occurred.date: there is no such key here; the keys are edtf, basis, phrase, anchor"
        ),
        (
            with(#""amounts":[{"literal":"x","currency":"USD"}]"#),
            "amounts[0].currency: there is no such key here; the keys are literal, value, unit, bound"
        ),
        (
            with(#""source":{"document":"d","page":1}"#),
            "source.page: there is no such key here; the keys are document, sha256, language, "
                + "translation, published, line, characters, span, quote"
        ),
        (#"{"subject":"s"}"#, "type: this key is missing"),
        (with(#""source":{}"#), "source.document: this key is missing"),
        (
            with(#""modality":"said""#),
            "modality: `said` is none of asserted, attributed, claimed, quoted, paraphrased, "
                + "editorial, headline, planned, hypothetical, conditional, negated"
        ),
        (
            #"{"type":"DisputeOpened","participants":[["party"]]}"#,
            "participants[0]: expected a list of texts: role, entity, name as written"
        ),
        (
            with(#""codes":[["CAMEO","1.1b3"]]"#),
            "codes[0]: expected a list of texts: scheme, version, code"
        ),
        (
            with(#""source":{"document":"d","sha256":"abc"}"#),
            "source.sha256: expected 64 hexadecimal digits"
        ),
        (
            with(#""source":{"document":"d","line":1,"characters":[3,1]}"#),
            "source.characters: " + locator
        ),
        (
            with(#""source":{"document":"d","line":1,"characters":[3]}"#),
            "source.characters: " + locator
        ),
        (
            with(#""source":{"document":"d","characters":[1,3]}"#),
            "source: lines count from 1 and characters from 0, up to 4294967295; characters are cited of a line"
        ),
        (
            with(#""source":{"document":"d","line":-1}"#),
            "source: lines count from 1 and characters from 0, up to 4294967295; characters are cited of a line"
        ),
    ]

    static let types: [(String, String)] = [
        (
            #"{"type":"LawsuitField","subject":"s"}"#,
            "type: there is no fact type `LawsuitField`; did you mean `LawsuitFiled`?"
        ),
        (
            #"{"type":"lawsuitfiled","subject":"s"}"#,
            "type: there is no fact type `lawsuitfiled`; did you mean `LawsuitFiled`?"
        ),
        (
            #"{"type":"Earthquake","subject":"s"}"#,
            "type: there is no fact type `Earthquake`; `dateline types` lists them"
        ),
        (
            #"{"type":"Evil\u202E\u0000\u001B[31mName","subject":"s"}"#,
            #"type: there is no fact type `Evil\u{202e}\u{0}\u{1b}[31mName`; `dateline types` lists them"#
        ),
    ]

    static let roles: [(String, String)] = [
        (
            of("ProductReleased", #"["producer","a"],["product","b"],["seller","c"]"#),
            "participants: ProductReleased takes no role `seller`; it takes producer, product, place"
        ),
        (
            of("ProductReleased", #"["producer","a"]"#),
            "participants: ProductReleased needs at least one `product`, found 0"
        ),
        (
            of("CallHeld", #"["participant","a"]"#),
            "participants: CallHeld needs at least 2 `participant`, found 1"
        ),
        (
            of("RulingIssued", ""),
            "participants: RulingIssued needs exactly one `court`, found 0"
        ),
        (
            of("RulingIssued", #"["court","a"],["court","b"]"#),
            "participants: RulingIssued needs exactly one `court`, found 2"
        ),
        (
            of("AnswerFiled", #"["filer","a"],["court","b"],["court","c"]"#),
            "participants: AnswerFiled needs at most one `court`, found 2"
        ),
        (
            of("InvestmentAnnounced", #"["witness","a"]"#),
            "participants: InvestmentAnnounced needs at least one of announcer, investor"
        ),
    ]

    static let attributes: [(String, String)] = [
        (
            of(
                "ControlHeld",
                #"["controller","a"],["controlled","b"]"#,
                #","attributes":{"shares":"1"}"#
            ),
            "attributes: ControlHeld takes no attribute `shares`; it takes share"
        ),
        (
            with(#""attributes":{"kind":"x"}"#),
            "attributes: DisputeOpened takes no attribute `kind`; it takes none"
        ),
        (
            of("RulingIssued", #"["court","a"]"#, #","attributes":{"outcome":"won"}"#),
            "attributes.outcome: `won` is not one of granted, denied, mixed"
        ),
        (
            of("RulingIssued", #"["court","a"]"#, #","attributes":{"question":""}"#),
            "attributes.question: `` is not text"
        ),
        (
            of("ComplaintAmended", #"["plaintiff","a"]"#, #","attributes":{"amendment":"2nd"}"#),
            "attributes.amendment: `2nd` is not an integer"
        ),
        (
            of(
                "AcquisitionBidSubmitted",
                #"["bidder","a"],["target","b"]"#,
                #","attributes":{"expiry":"2025-02-30"}"#
            ),
            "attributes.expiry: `2025-02-30` is not an EDTF date"
        ),
        (
            of("CaseTransferred", #"["court","a"]"#, #","attributes":{"targetCase":"case 2"}"#),
            "attributes.targetCase: " + character + "0020" + advice
        ),
    ]

    static let dates: [(String, String)] = [
        (
            with(#""occurred":"2025-02-30""#),
            """
            occurred: not a date: day 30 is not within 1 to 28
                2025-02-30
                        ^
            write a day of the month in two digits, as in 2024-02-29
            """
        ),
        (
            with(#""occurred":{"edtf":"2025/2024"}"#),
            """
            occurred: not a date: it ends by 2024-12-31, before it can begin on 2025-01-01
                2025/2024
                     ^
            write the earlier date first
            """
        ),
        (
            with(#""occurred":{"edtf":"2025","anchor":"x"}"#),
            """
            occurred.anchor: not a date: "x" where a digit of the year is wanted
                x
                ^
            write an unknown digit as a capital X
            """
        ),
        (
            with(#""source":{"document":"d","published":"2025-13"}"#),
            """
            source.published: not a date: month 13 is not within 1 to 12
                2025-13
                     ^
            write a month from 01 to 12, a season from 21 to 32, a quarter from 33 to 36, \
            a half as 40 or 41
            """
        ),
        (
            with(#""occurred":{"edtf":"2025","basis":"none"}"#),
            "occurred.basis: a date is given, so its basis cannot be none"
        ),
        (
            with(#""occurred":{"basis":"explicit"}"#),
            "occurred.edtf: an explicit date has to be given"
        ),
        (
            with(#""occurred":{"basis":"guessed"}"#),
            "occurred.basis: `guessed` is none of none, explicit, relative, inferred"
        ),
    ]

    static let amounts: [(String, String)] = [
        (
            with(#""amounts":[{"value":"1"}]"#),
            "amounts[0]: the literal, as the source writes it, is missing"
        ),
        (
            with(#""amounts":[{"literal":"x"},{"literal":"x","bound":"exact"}]"#),
            "amounts[1]: an amount has a value, or its bound is unquantified; not both or neither"
        ),
        (
            with(#""amounts":[{"literal":"x","value":"1","bound":"unquantified"}]"#),
            "amounts[0]: an amount has a value, or its bound is unquantified; not both or neither"
        ),
        (
            with(#""amounts":[{"literal":"x","value":"1","bound":"more"}]"#),
            "amounts[0].bound: `more` is none of exact, atLeast, atMost, about, unquantified"
        ),
    ]

    static let numerals = [
        "", "-", ".", "1e9", "1E9", "1,000", "1 000", "1_000", "+1", "1.", ".5", "1.2.3", "--1",
        "0x10",
        "NaN", "inf", "٥", "１", "½", " 1", "1 ", "1\u{200F}", "12345678901234567890123456789012345",
        "-1234567890123456789012345678901.2345",
    ]

    static let identifiers: [(String, String)] = [
        (#"{"type":"DisputeOpened",\#(party)}"#, "subject: the identifier is missing"),
        (
            #"{"type":"DisputeOpened","subject":"a b",\#(party)}"#,
            "subject: \(character)0020\(advice)"
        ),
        (
            #"{"type":"DisputeOpened","subject":"a\tb",\#(party)}"#,
            "subject: \(character)0009\(advice)"
        ),
        (
            #"{"type":"DisputeOpened","subject":"a\u0000",\#(party)}"#,
            "subject: \(character)0000\(advice)"
        ),
        (
            #"{"type":"DisputeOpened","subject":"\u007F",\#(party)}"#,
            "subject: \(character)007F\(advice)"
        ),
        (
            #"{"type":"DisputeOpened","subject":"a\u00A0",\#(party)}"#,
            "subject: \(character)00A0\(advice)"
        ),
        (
            #"{"type":"DisputeOpened","subject":"\u200Fماسك",\#(party)}"#,
            "subject: \(character)200F\(advice)"
        ),
        (
            #"{"type":"DisputeOpened","subject":"a\u202Eb",\#(party)}"#,
            "subject: \(character)202E\(advice)"
        ),
        (
            #"{"type":"DisputeOpened","subject":"a\u2066b",\#(party)}"#,
            "subject: \(character)2066\(advice)"
        ),
        (
            #"{"type":"DisputeOpened","subject":"\#(String(repeating: "م", count: 128))",\#(party)}"#,
            "subject: the identifier has 256 bytes, 255 are the most"
        ),
        (with(#""externalID":"a b""#), "externalID: \(character)0020\(advice)"),
        (
            of("ProductReleased", #"["producer","a"],["product","b c"]"#),
            "participants[1]: \(character)0020\(advice)"
        ),
        (
            of("ProductReleased", #"["producer",""],["product","b"]"#),
            "participants[0]: the identifier is missing"
        ),
        (with(#""source":{"document":"a b"}"#), "source.document: \(character)0020\(advice)"),
    ]

    static let amendments: [(String, String)] = [
        (
            #"{"type":"FactCorrected","targets":["S1"],"replacement":{\#(opened)}}"#,
            "reason: FactCorrected has to say why"
        ),
        (#"{\#(corrected)}"#, "replacement: the whole new content is missing"),
        (
            #"{"type":"FactCorrected","reason":"r","replacement":{\#(opened)}}"#,
            "targets: FactCorrected speaks of 1 other fact, found 0"
        ),
        (
            #"{"type":"FactRetracted","targets":["S1","S2"],"reason":"r"}"#,
            "targets: FactRetracted speaks of 1 other fact, found 2"
        ),
        (#"{"type":"FactRetracted","targets":["S1"]}"#, "reason: FactRetracted has to say why"),
        (
            #"{"type":"SameEventDeclared","targets":["S1"],"reason":"r"}"#,
            "targets: SameEventDeclared speaks of 2 or more other facts, found 1"
        ),
        (
            with(#""targets":["S1"],"reason":"r""#),
            "targets: DisputeOpened speaks of no other fact, found 1"
        ),
        (with(#""names":[["ar","a","label"]]"#), "names: only EntityDescribed carries names"),
        (
            #"{"type":"EntityDescribed","subject":"s","names":[["ar","a","title"]]}"#,
            "names[0]: `title` is neither label nor alias"
        ),
        (with(#""replacement":{\#(opened)}"#), replacement),
        (#"{\#(corrected),"replacement":{\#(opened),"externalID":"x"}}"#, replacement),
        (
            #"{\#(corrected),"replacement":{"type":"FactRetracted","targets":["S2"],"reason":"r"}}"#,
            replacement
        ),
        (
            #"{\#(corrected),"replacement":{"type":"DisputeOpened","subject":"a b",\#(party)}}"#,
            "replacement.subject: \(character)0020\(advice)"
        ),
        (
            #"{\#(corrected),"replacement":{\#(opened),"occurred":{"basis":"explicit"}}}"#,
            "replacement.occurred.edtf: an explicit date has to be given"
        ),
    ]

    private static let replacement =
        "replacement: only FactCorrected carries one, and it is a fact about the world "
        + "without an externalID"

    static let all = keys + types + roles + attributes + dates + amounts + identifiers + amendments
}
