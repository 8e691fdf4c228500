import NewsFacts
import Testing

/// The error that a text is refused with, or nil when it is read.
private func refusal(of text: String) -> EDTFError? {
    do {
        _ = try EDTF(text)
        return nil
    } catch {
        return error
    }
}

@Suite struct `A text that is no date` {
    @Test(arguments: edtfRefused)
    func `is refused where python-edtf refuses it`(text: String) {
        #expect(refusal(of: text) != nil)
    }

    @Test(arguments: [
        ("", 0, EDTFError.Reason.empty),
        ("n", 0, .unexpected("n", wanted: .year)), (" 2024", 0, .unexpected(" ", wanted: .year)),
        ("2024 ", 4, .unexpected(" ", wanted: .end)), ("202", 3, .incomplete(wanted: .year)),
        ("-", 1, .incomplete(wanted: .year)), ("+2024", 0, .unexpected("+", wanted: .year)),
        ("2024-", 5, .incomplete(wanted: .month)), ("2024-2", 6, .incomplete(wanted: .month)),
        ("20240229", 4, .unexpected("0", wanted: .end)),
        ("2024-02-291", 10, .unexpected("1", wanted: .end)),
        ("199x", 3, .unexpected("x", wanted: .year)),
        ("2024/x", 5, .unexpected("x", wanted: .year)),
        ("2024/2025/2026", 9, .unexpected("/", wanted: .end)),
        (".", 1, .incomplete(wanted: .dots)), ("..", 2, .incomplete(wanted: .slash)),
        ("2024/...", 7, .unsupported(.bareRange)), ("[2024", 5, .incomplete(wanted: .dots)),
        ("[2024..2025", 11, .incomplete(wanted: .bracket)),
        ("[2024..2025]x", 12, .unexpected("x", wanted: .end)),
        ("[2024..2025]~", 12, .unsupported(.doubtfulPart)),
        ("[2024/2025]", 5, .unexpected("/", wanted: .dots)),
        ("2024\0", 4, .unexpected("\0", wanted: .end)),
    ])
    func `is refused at the character that does not fit`(
        text: String,
        offset: Int,
        reason: EDTFError.Reason
    ) {
        #expect(refusal(of: text)?.offset == offset)
        #expect(refusal(of: text)?.reason == reason)
        #expect(refusal(of: text)?.text == text)
    }

    @Test(arguments: [
        ("2016-13-08", 5, EDTFError.Reason.outOfRange(.month, found: 13...13, allowed: 1...12)),
        ("2016-00", 5, .outOfRange(.month, found: 0...0, allowed: 1...12)),
        ("2016-20", 5, .outOfRange(.month, found: 20...20, allowed: 1...12)),
        ("2016-42", 5, .outOfRange(.month, found: 42...42, allowed: 1...12)),
        ("2016-2X", 5, .outOfRange(.month, found: 20...29, allowed: 1...12)),
        ("2016-02-39", 8, .outOfRange(.day, found: 39...39, allowed: 1...29)),
        ("2016-01-00", 8, .outOfRange(.day, found: 0...0, allowed: 1...31)),
        ("2015-02-29", 8, .outOfRange(.day, found: 29...29, allowed: 1...28)),
        ("1900-02-29", 8, .outOfRange(.day, found: 29...29, allowed: 1...28)),
        ("-0001-02-29", 9, .outOfRange(.day, found: 29...29, allowed: 1...28)),
        ("2015-02-3X", 8, .outOfRange(.day, found: 30...39, allowed: 1...28)),
        ("19XX-02-30", 8, .outOfRange(.day, found: 30...30, allowed: 1...29)),
        ("2015-XX-32", 8, .outOfRange(.day, found: 32...32, allowed: 1...31)),
        ("2015/2015-04-31", 13, .outOfRange(.day, found: 31...31, allowed: 1...30)),
        ("-0000", 0, .yearMinusZero), ("-0000-01-01", 0, .yearMinusZero),
        ("2024/-0000", 5, .yearMinusZero), ("XXXX", 0, .yearUnknown),
        ("-XXXX-12-XX", 0, .yearUnknown), ("/", 1, .noDate), ("../..", 3, .noDate),
        ("../", 3, .noDate), ("/..", 1, .noDate), ("[..]", 3, .noDate),
    ])
    func `is refused when there is no such date`(
        text: String,
        offset: Int,
        reason: EDTFError.Reason
    ) {
        #expect(refusal(of: text)?.offset == offset)
        #expect(refusal(of: text)?.reason == reason)
    }

    @Test(arguments: [
        ("T24:00:00", 11, EDTFError.Reason.outOfRange(.hour, found: 24...24, allowed: 0...23)),
        ("T10:60:00", 14, .outOfRange(.minute, found: 60...60, allowed: 0...59)),
        ("T10:10:60", 17, .outOfRange(.second, found: 60...60, allowed: 0...59)),
        ("T23:59:61", 17, .outOfRange(.second, found: 61...61, allowed: 0...60)),
        ("T10:10:10+15:00", 20, .outOfRange(.zoneHour, found: 15...15, allowed: 0...14)),
        ("T10:10:10+14:01", 23, .outOfRange(.zoneMinute, found: 1...1, allowed: 0...0)),
        ("T10:10:10-05:60", 23, .outOfRange(.zoneMinute, found: 60...60, allowed: 0...59)),
        ("T10:10", 16, .incomplete(wanted: .colon)), ("T", 11, .incomplete(wanted: .hour)),
        ("T10:10:10.5", 19, .unexpected(".", wanted: .zone)),
        ("T10:10:10z", 19, .unexpected("z", wanted: .zone)),
        ("T10:10:10Z5", 20, .unexpected("5", wanted: .end)),
        ("T10:10:1X", 18, .unexpected("X", wanted: .second)),
        ("T10:10:10+5:00", 21, .unexpected(":", wanted: .zoneHour)),
        ("T10:10:10?", 19, .unsupported(.doubtfulPart)),
        ("T10:10:10/2025", 19, .unsupported(.time)), ("T10:10:10Z/..", 20, .unsupported(.time)),
        ("?T10:10:10", 11, .unsupported(.time)), ("/2024-02-29T10:10:10", 21, .unsupported(.time)),
    ])
    func `is refused for its time`(time: String, offset: Int, reason: EDTFError.Reason) {
        #expect(refusal(of: "2024-02-29" + time)?.offset == offset)
        #expect(refusal(of: "2024-02-29" + time)?.reason == reason)
    }

    @Test(arguments: [
        ("[1667,1668]", 5, EDTFError.Feature.list), ("{1667}", 0, .list), ("[1667]", 5, .list),
        ("[1667..1668,1670]", 11, .list), ("1667,1668", 4, .list), ("{..1984}", 0, .list),
        ("2004?-06-11", 5, .doubtfulPart), ("?2004-06", 0, .doubtfulPart),
        ("2004-~06", 5, .doubtfulPart), ("2004-(06)?-11", 5, .doubtfulPart),
        ("(2004)", 0, .doubtfulPart), ("2004?~", 5, .doubtfulPart),
        ("Y170000002", 0, .longYear), ("Y-17E7", 0, .longYear), ("2024E3", 4, .longYear),
        ("1950S2", 4, .significantDigits), ("2001-37", 5, .quadrimester),
        ("2001-39~", 5, .quadrimester), ("1X99", 2, .digitAfterX), ("2001-X1", 6, .digitAfterX),
        ("X999", 1, .digitAfterX), ("2001T10:10:10", 4, .time), ("2001-02T10:10:10", 7, .time),
        ("2001-02-XXT10:10:10", 10, .time), ("[2001-02-03T10:10:10..]", 11, .time),
        ("1760..1763", 4, .bareRange),
    ])
    func `is refused as EDTF that is not read`(
        text: String,
        offset: Int,
        feature: EDTFError.Feature
    ) {
        #expect(refusal(of: text)?.offset == offset)
        #expect(refusal(of: text)?.reason == .unsupported(feature))
    }
}

@Suite struct `A hostile text` {
    @Test func `that is long is refused without being read`() {
        let longest = String(repeating: "2", count: EDTF.lengthMax)
        #expect(refusal(of: longest)?.reason == .unexpected("2", wanted: .end))
        #expect(refusal(of: longest + "2")?.reason == .tooLong(byteCount: 65))
        #expect(refusal(of: longest + "2")?.offset == 64)
        let huge = String(repeating: "2024-", count: 2_000_000)
        #expect(refusal(of: huge)?.reason == .tooLong(byteCount: 10_000_000))
        #expect((refusal(of: huge)?.description.utf8.count ?? .max) < 400)
    }

    @Test func `that is one long character is refused inside itself`() {
        let text = "2024" + String(repeating: "\u{301}", count: 1_000_000)
        #expect(refusal(of: text)?.offset == 3)
        #expect((refusal(of: text)?.description.utf8.count ?? .max) < 1000)
    }

    @Test(arguments: [
        ("٢٠٢٤", 0), ("202٤", 3), ("2024\u{200F}", 4), ("\u{202E}2024", 0), ("2024\u{301}-02", 3),
        ("2024\r\n", 4), ("2024-02\u{7F}", 7), ("2024–2025", 4), ("２０２４", 0), ("2024\u{1B}[31m", 4),
        ("2024-👩‍👩‍👧", 5), ("\u{FEFF}2024", 0),
    ])
    func `is refused at the right character and printed as plain ASCII`(text: String, offset: Int) {
        let error = refusal(of: text)
        #expect(error?.offset == offset)
        let isPlain = error?.description.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || (" "..."~").contains(scalar)
        }
        #expect(isPlain == true)
    }
}

@Suite struct `The message of a refusal` {
    @Test(arguments: [
        (
            "2016-13-08",
            """
            not a date: month 13 is not within 1 to 12
                2016-13-08
                     ^
            write a month from 01 to 12, a season from 21 to 32, a quarter from 33 to 36, \
            a half as 40 or 41
            """
        ),
        (
            "2024/2023-06",
            """
            not a date: it ends by 2023-06-30, before it can begin on 2024-01-01
                2024/2023-06
                     ^
            write the earlier date first
            """
        ),
        (
            "2024-٠6",
            """
            not a date: U+0660 (ARABIC-INDIC DIGIT ZERO) where a digit of the month is wanted
                2024-\\u{0660}6
                     ^
            write digits as 0 to 9
            """
        ),
        (
            "2024\t",
            """
            not a date: U+0009 where the end is wanted
                2024\\t
                    ^
            write the date without spaces
            """
        ),
        (
            "\u{1B}\u{202E}[",
            """
            not a date: U+001B where a digit of the year is wanted
                \\u{1B}\\u{202E}[
                ^
            write a year of four digits, from -9999 to 9999, as in 2024 or 199X
            """
        ),
        (
            "[1667,1668]",
            """
            not a date: a list of dates is EDTF that is not read here
                [1667,1668]
                     ^
            write one date within a range as [2023..2024], or a fact for each date
            """
        ),
    ])
    func `shows the place and the way out`(text: String, message: String) {
        #expect(refusal(of: text)?.description == message)
    }

    @Test func `cuts a long text and still shows the place`() throws {
        let text = String(repeating: "\u{1}", count: 10) + String(repeating: "a", count: 90)
        let lines = try #require(refusal(of: text)).description.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[1].hasSuffix("a..."))
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[2].distance(from: lines[2].startIndex, to: caret) < lines[1].count)
    }

    @Test(arguments: EDTFError.Feature.allCases)
    func `names every form that is not read`(feature: EDTFError.Feature) {
        let examples: [EDTFError.Feature: String] = [
            .list: "{1667}", .doubtfulPart: "2004?-06", .longYear: "Y17E7",
            .significantDigits: "1950S2", .quadrimester: "2001-37", .digitAfterX: "1X99",
            .time: "2001T10:10:10", .bareRange: "1760..1763",
        ]
        #expect(refusal(of: examples[feature, default: ""])?.reason == .unsupported(feature))
    }
}
