import NewsFacts
import Testing

@Suite struct `Any date text` {
    @Test func `has the bounds of all ways to fill its unknown digits`() {
        var samples = DateSamples(seed: 3)
        for _ in 0..<500 {
            let text = samples.masked()
            let days = days(of: text)
            let date = try? EDTF(text)
            if date?.lo != days.min() || date?.hi != days.max() {
                Issue.record("\(text): \(String(describing: date)), \(days.count) fillings")
            }
        }
    }

    @Test func `ends no earlier than it begins`() {
        var samples = DateSamples(seed: 4)
        for _ in 0..<20_000 {
            guard let date = try? EDTF(samples.any()) else { continue }
            #expect(date.lo <= date.hi)
            #expect(date.lo != .distantFuture && date.hi != .distantPast)
        }
    }

    @Test func `as an interval takes its bounds from its ends, or ends before it begins`() {
        var samples = DateSamples(seed: 5)
        for _ in 0..<5_000 {
            let (first, second) = (samples.single(), samples.single())
            guard let start = try? EDTF(first), let end = try? EDTF(second) else { continue }
            for text in ["\(first)/\(second)", "[\(first)..\(second)]"] {
                let date = try? EDTF(text)
                #expect(date?.lo == (start.lo <= end.hi ? start.lo : nil))
                #expect(date?.hi == (start.lo <= end.hi ? end.hi : nil))
            }
        }
    }

    @Test func `is read or refused at a place inside it, however it is mangled`() {
        var samples = DateSamples(seed: 6)
        for _ in 0..<20_000 {
            let text = samples.mangled()
            do throws(EDTFError) {
                let date = try EDTF(text)
                #expect(date.text == text && date.lo <= date.hi)
            } catch {
                #expect((0...text.count).contains(error.offset))
                #expect(error.description.utf8.allSatisfy { $0 == 10 || (32...126).contains($0) })
            }
        }
    }

    /// Every day that the text can mean: all fillings of all parts, and of them the real ones.
    private func days(of text: String) -> [Day] {
        let isNegative = text.hasPrefix("-")
        let parts = text.split(separator: "-").map { fillings(of: String($0)) }
        var days: [Day] = []
        for year in parts[0] where !(isNegative && year == 0) {
            for month in parts[1] {
                days += parts[2].compactMap { day in
                    Day(year: isNegative ? -year : year, month: month, day: day)
                }
            }
        }
        return days
    }

    /// Every number that has a digit in the place of each `X`.
    private func fillings(of text: String) -> [Int] {
        guard let place = text.firstIndex(of: "X") else { return Int(text).map { [$0] } ?? [] }
        let (before, after) = (text[..<place], text[text.index(after: place)...])
        return (0...9).flatMap { fillings(of: before + String($0) + after) }
    }
}
