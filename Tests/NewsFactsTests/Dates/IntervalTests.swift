import NewsFacts
import Testing

@Suite struct `An interval of a fact` {
    private func interval(_ text: String) throws -> (start: Occurrence, end: Occurrence)? {
        Occurrence(try EDTF(text), basis: .inferred).interval
    }

    @Test(arguments: [
        ("2014/2019", "2014", "2019"), ("2004-06?/2006-08-31", "2004-06?", "2006-08-31"),
        ("2024-23/2024-41", "2024-23", "2024-41"),
    ])
    func `has both ends as they are written`(text: String, start: String, end: String) throws {
        let interval = try #require(try interval(text))
        #expect(interval.start.edtf == start && interval.end.edtf == end)
        #expect(interval.start.days == Occurrence(try EDTF(start)).days)
        #expect(interval.end.days == Occurrence(try EDTF(end)).days)
        #expect(interval.start.basis == .inferred)
    }

    @Test(arguments: ["2014", "[2014..2019]", "2014/..", "../2019", "2014/", "/2019", "[..2019]"])
    func `is none where one date is meant or an end is missing`(text: String) throws {
        #expect(try interval(text) == nil)
    }

    @Test func `is none without a date`() { #expect(Occurrence.unknown.interval == nil) }
}
