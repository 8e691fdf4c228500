import NewsFacts
import Testing

/// Reads a text and says its bounds in one line.
private func bounds(_ text: String) throws -> String {
    let date = try EDTF(text)
    return "\(date.lo) \(date.hi)"
}

@Suite struct `A date text` {
    @Test(arguments: edtfBounds)
    func `has the bounds that python-edtf gives it`(text: String, lo: String, hi: String) throws {
        let date = try EDTF(text)
        #expect(date.lo.description == lo)
        #expect(date.hi.description == hi)
        #expect(date.text == text)
    }

    @Test(arguments: ["2024-02-29", "1984~/2004-06", "[..1760-12-03]", "2004-01-01T10:10:10+05:00"])
    func `is kept and printed exactly as written`(text: String) throws {
        #expect(try EDTF(text).text == text)
        #expect("\(try EDTF(text))" == text)
    }

    @Test(arguments: [
        ("2024-02", "2024-02-01 2024-02-29"), ("2023-02", "2023-02-01 2023-02-28"),
        ("1900-02", "1900-02-01 1900-02-28"), ("2000-02-29", "2000-02-29 2000-02-29"),
        ("0000", "0000-01-01 0000-12-31"), ("0000-02-29", "0000-02-29 0000-02-29"),
        ("-0044-03-15", "-0044-03-15 -0044-03-15"), ("-0004-02", "-0004-02-01 -0004-02-29"),
        ("-9999", "-9999-01-01 -9999-12-31"), ("9999-12-31", "9999-12-31 9999-12-31"),
    ])
    func `of level 0 has the first and the last day`(text: String, days: String) throws {
        #expect(try bounds(text) == days)
    }

    @Test(arguments: [
        "2024-02-29T00:00:00", "2024-02-29T23:59:59Z", "2024-02-29T23:59:60Z",
        "2024-02-29T23:30:00-14:00", "2024-02-29T00:30:00+14:00", "2024-02-29T08:30:00+05",
        "2024-02-29T08:30:00+05:45", "2024-02-29T08:30:00-00:00", "2024-02-29T18:59:60-05:00",
    ])
    func `with a time holds the local day as written`(text: String) throws {
        #expect(try bounds(text) == "2024-02-29 2024-02-29")
        #expect(try EDTF(text).precision == .day)
    }

    @Test(arguments: ["2024", "2024-06", "2024-06-30", "2024-23", "2024-34", "199X", "19XX-XX-XX"])
    func `is not widened by a doubt`(text: String) throws {
        for (mark, doubts) in zip(["?", "~", "%"], [EDTF.Doubts.uncertain, .approximate, both]) {
            #expect(try bounds(text + mark) == bounds(text))
            #expect(try EDTF(text + mark).doubts == doubts)
            #expect(try EDTF(text + mark).precision == EDTF(text).precision)
        }
        #expect(try EDTF(text).doubts == [])
    }

    private let both: EDTF.Doubts = [.uncertain, .approximate]

    @Test func `gathers the doubts of both ends`() throws {
        #expect(try EDTF("1984?/2004~").doubts == both)
        #expect(try EDTF("1984/2004~").doubts == .approximate)
        #expect(try EDTF("[1984?..2004]").doubts == .uncertain)
    }

    @Test(arguments: [
        ("2024-02-29", EDTF.Precision.day), ("2024-02", .month), ("2024-02-XX", .month),
        ("2024-02-1X", .month), ("2024-34", .quarter), ("2024-23", .season), ("2024-41", .half),
        ("2024", .year), ("2024-XX", .year), ("2024-1X", .year), ("2024-XX-05", .year),
        ("199X", .decade), ("199X-06-30", .decade), ("19XX", .century), ("15XX-12-XX", .century),
        ("15XX-21", .century), ("1XXX", .millennium), ("2024-06/2025", .year),
        ("2024/2025-06-01", .year), ("2024-06/..", .month), ("/2024-06-01", .day),
        ("[..2024]", .year), ("[2024-06-01..2024-07]", .month),
    ])
    func `says how precise it is`(text: String, precision: EDTF.Precision) throws {
        #expect(try EDTF(text).precision == precision)
    }

    @Test func `is equal to the same text only`() throws {
        #expect(try EDTF("2024") == EDTF("2024"))
        #expect(try EDTF("2024") != EDTF("2024?"))
        #expect(try EDTF("2024") != EDTF("2024-XX"))
        #expect(try Set([EDTF("2024"), EDTF("2024")]).count == 1)
    }
}

@Suite struct `Unknown digits` {
    @Test(arguments: [
        ("199X", "1990-01-01 1999-12-31"), ("1XXX", "1000-01-01 1999-12-31"),
        ("0XXX", "0000-01-01 0999-12-31"), ("-01XX", "-0199-01-01 -0100-12-31"),
        ("-0XXX", "-0999-01-01 -0001-12-31"), ("-000X", "-0009-01-01 -0001-12-31"),
        ("2024-0X", "2024-01-01 2024-09-30"), ("2024-1X", "2024-10-01 2024-12-31"),
        ("2024-02-XX", "2024-02-01 2024-02-29"), ("2023-02-XX", "2023-02-01 2023-02-28"),
        ("2024-02-2X", "2024-02-20 2024-02-29"), ("2024-02-0X", "2024-02-01 2024-02-09"),
        ("2024-04-3X", "2024-04-30 2024-04-30"), ("2024-XX-3X", "2024-01-30 2024-12-31"),
        ("2024-XX-31", "2024-01-31 2024-12-31"), ("2024-0X-31", "2024-01-31 2024-08-31"),
        ("15XX-12-25", "1500-12-25 1599-12-25"), ("19XX-02", "1900-02-01 1999-02-28"),
        ("19XX-02-29", "1904-02-29 1996-02-29"), ("190X-02-29", "1904-02-29 1908-02-29"),
        ("199X-24", "1990-01-01 2000-03-31"), ("199X-34", "1990-04-01 1999-06-30"),
    ])
    func `span all real dates they can mean`(text: String, days: String) throws {
        #expect(try bounds(text) == days)
    }
}

@Suite struct `A part of a year` {
    @Test(arguments: [
        ("2023-21", "2023-01-01 2023-12-31"), ("2023-22", "2023-01-01 2023-12-31"),
        ("2023-23", "2023-01-01 2023-12-31"), ("2023-24", "2023-01-01 2024-03-31"),
        ("2023-25", "2023-03-01 2023-06-23"), ("2023-26", "2023-06-01 2023-09-24"),
        ("2023-27", "2023-09-01 2023-12-23"), ("2023-28", "2023-12-01 2024-03-22"),
        ("2023-29", "2023-09-01 2023-12-23"), ("2023-30", "2023-12-01 2024-03-22"),
        ("2023-31", "2023-03-01 2023-06-23"), ("2023-32", "2023-06-01 2023-09-24"),
        ("2023-33", "2023-01-01 2023-03-31"), ("2023-34", "2023-04-01 2023-06-30"),
        ("2023-35", "2023-07-01 2023-09-30"), ("2023-36", "2023-10-01 2023-12-31"),
        ("2023-40", "2023-01-01 2023-06-30"), ("2023-41", "2023-07-01 2023-12-31"),
        ("-0001-28", "-0001-12-01 0000-03-22"), ("9999-24", "9999-01-01 +10000-03-31"),
    ])
    func `has fixed days`(text: String, days: String) throws {
        #expect(try bounds(text) == days)
    }

    @Test func `may end an interval or a range`() throws {
        #expect(try bounds("2023-25/2023-28") == "2023-03-01 2024-03-22")
        #expect(try bounds("[2023-33..2023-41]") == "2023-01-01 2023-12-31")
    }

    @Test(arguments: ["2023-21-01", "2023-33-XX"])
    func `has no day`(text: String) {
        #expect(throws: EDTFError.self) { try EDTF(text) }
    }
}

@Suite struct `An interval` {
    @Test(arguments: [
        ("1964/2008", EDTF.End.known, EDTF.End.known), ("2004/", .known, .unknown),
        ("2004/..", .known, .open), ("/2006", .unknown, .known), ("../2006", .open, .known),
        ("2004-06~/..", .known, .open), ("-0044/", .known, .unknown),
    ])
    func `tells known, unknown and open ends apart`(
        text: String,
        start: EDTF.End,
        end: EDTF.End
    ) throws {
        let date = try EDTF(text)
        #expect(date.start == start)
        #expect(date.end == end)
        #expect((date.lo == .distantPast) == (start != .known))
        #expect((date.hi == .distantFuture) == (end != .known))
    }

    @Test(arguments: ["2004", "199X", "2004-21", "2004-01-01T00:00:00", "[2004..2006]", "[2004..]"])
    func `is the only form that states an end`(text: String) throws {
        #expect(try EDTF(text).start == .notStated)
        #expect(try EDTF(text).end == .notStated)
    }

    @Test(arguments: [
        ("2004/2004", "2004-01-01 2004-12-31"), ("2004-12/2004", "2004-12-01 2004-12-31"),
        ("2004/2004-01-01", "2004-01-01 2004-01-01"), ("199X/1990", "1990-01-01 1990-12-31"),
        ("2004-06-XX/2004-06-01", "2004-06-01 2004-06-01"),
        ("-0002/-0001", "-0002-01-01 -0001-12-31"), ("-0001/0000", "-0001-01-01 0000-12-31"),
    ])
    func `may end in the unit in which it begins`(text: String, days: String) throws {
        #expect(try bounds(text) == days)
    }

    @Test(arguments: [
        ("2005/2004", 5), ("2004-02-02/2004-02-01", 11), ("-0001/-0002", 6), ("0000/-0001", 5),
        ("[2005..2004]", 7), ("2000/199X", 5), ("2024-28/2024-11", 8),
    ])
    func `is refused when it must end before it begins`(text: String, offset: Int) throws {
        let error = #expect(throws: EDTFError.self) { try EDTF(text) }
        #expect(error?.offset == offset)
        guard case .reversed(let start, let end) = error?.reason else {
            Issue.record("\(String(describing: error?.reason))")
            return
        }
        #expect(start > end)
    }
}

@Suite struct `A range in brackets` {
    @Test(arguments: [
        ("[2014..2019]", "2014-01-01 2019-12-31"), ("[..2025-02-15]", ".. 2025-02-15"),
        ("[2024-11..2025-01]", "2024-11-01 2025-01-31"), ("[1760-12..]", "1760-12-01 .."),
        ("[2025-02-10..2025-02-14]", "2025-02-10 2025-02-14"),
        ("[-0044..0014]", "-0044-01-01 0014-12-31"),
        ("[199X..2004~]", "1990-01-01 2004-12-31"),
    ])
    func `is one date from the first to the last day`(text: String, days: String) throws {
        #expect(try bounds(text) == days)
    }
}
