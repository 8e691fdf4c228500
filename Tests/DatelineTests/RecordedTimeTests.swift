import Dateline
import EventLog
import TestSupport
import Testing

@Suite struct `A recorded time as text` {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
        (951_827_696_000_001, "2000-02-29T12:34:56.000001Z"),
        (Timestamp.recordable.lowerBound.rawValue, "0000-01-01T00:00:00.000000Z"),
        (Timestamp.recordable.upperBound.rawValue, "9999-12-31T23:59:59.999999Z"),
    ])
    func `is ISO 8601 in UTC, to the microsecond`(micros: Int64, text: String) {
        #expect(Timestamp(rawValue: micros).iso8601 == text)
        #expect(Timestamp(iso8601: text)?.rawValue == micros)
    }

    @Test func `reads as the time that it was, and sorts as times do`() {
        var randomness = SeededRandomness(7)
        let bounds = Timestamp.recordable
        let moments = (0..<Rounds.count(5_000)).map { _ in
            Timestamp(
                rawValue: .random(
                    in: bounds.lowerBound.rawValue...bounds.upperBound.rawValue,
                    using: &randomness
                )
            )
        }
        for moment in moments { #expect(Timestamp(iso8601: moment.iso8601) == moment) }
        #expect(moments.sorted().map(\.iso8601) == moments.map(\.iso8601).sorted())
    }

    @Test(arguments: [
        "2025-02-15T12:30:00+03:00", "2025-02-15T09:30:00Z", "2025-02-15t09:30:00.0z",
        "2025-02-14T22:30:00.000000999-11:00", "2025-02-15T09:30:00-00:00",
        "2025-02-15T12:30:00+0300",
    ])
    func `may have an offset, and a fraction of any length`(text: String) {
        #expect(Timestamp(iso8601: text)?.iso8601 == "2025-02-15T09:30:00.000000Z")
    }

    @Test(arguments: [
        "", "2025-02-15", "2025-02-15T09:30:00", "2025-02-15T09:30Z", "2025-02-29T09:30:00Z",
        "2025-13-01T09:30:00Z", "2025-02-15T24:00:00Z", "2025-02-15T09:60:00Z",
        "2025-02-15T09:30:60Z", "2025-02-15T09:30:00.Z", "2025-02-15T09:30:00Z ",
        "12025-02-15T09:30:00Z", "-2025-02-15T09:30:00Z", "٢٠٢٥-02-15T09:30:00Z",
        "2025-02-15T09:30:00+24:00", "2025-02-15 09:30:00Z", "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
    ])
    func `is refused when it is no such time`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }
}
