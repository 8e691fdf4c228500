import NewsFacts
import TestSupport
import Testing

@Suite struct `A day` {
    @Test func `counts from 1970-01-01`() throws {
        #expect(Day(year: 1970, month: 1, day: 1)?.rawValue == 0)
        #expect(Day(year: 1969, month: 12, day: 31)?.rawValue == -1)
        #expect(Day(year: 2000, month: 3, day: 1)?.rawValue == 11017)
        #expect(Day(year: 0, month: 3, day: 1)?.rawValue == -719_468)
        #expect(Day(year: 1582, month: 10, day: 15)?.rawValue == -141_427)
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (-1, 2, 29), (2024, 2, 30), (2024, 4, 31),
        (2024, 0, 1), (2024, 13, 1), (2024, 1, 0), (2024, 1, 32), (2024, -1, 1), (2024, 1, -1),
        (5_881_581, 1, 1), (-5_877_642, 12, 31), (.max, 1, 1), (.min, 1, 1), (2024, .max, 1),
        (2024, .min, 1), (2024, 1, .max), (2024, 1, .min),
    ])
    func `that does not exist is nil`(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [2024, 2000, 1600, 0, -4, -400])
    func `is 29 February in a leap year`(year: Int) {
        #expect(Day(year: year, month: 2, day: 29) != nil)
    }

    @Test(arguments: [
        (2024, 2, 29, "2024-02-29"), (7, 1, 2, "0007-01-02"), (0, 1, 1, "0000-01-01"),
        (-999, 12, 31, "-0999-12-31"), (-9999, 1, 1, "-9999-01-01"), (9999, 12, 31, "9999-12-31"),
        (12345, 6, 7, "+12345-06-07"), (-12345, 6, 7, "-12345-06-07"),
    ])
    func `prints as ISO 8601`(year: Int, month: Int, day: Int, text: String) {
        #expect(Day(year: year, month: month, day: day)?.description == text)
    }

    @Test func `of an open end prints as two dots`() {
        #expect(Day.distantPast.description == "..")
        #expect(Day.distantFuture.description == "..")
    }

    @Test func `of an open end lies beyond all others and is no calendar day`() throws {
        let first = try #require(Day(year: -5_877_641, month: 6, day: 24))
        let last = try #require(Day(year: 5_881_580, month: 7, day: 10))
        #expect(first.rawValue == Int32.min + 1)
        #expect(last.rawValue == Int32.max - 1)
        #expect(Day.distantPast < first && first < last && last < .distantFuture)
        #expect(Day(year: -5_877_641, month: 6, day: 23) == nil)
        #expect(Day(year: 5_881_580, month: 7, day: 11) == nil)
        #expect(Day.distantPast.isOpen && Day.distantFuture.isOpen && !first.isOpen)
    }

    @Test func `has components at every extreme`() {
        #expect(Day.distantPast.components == (-5_877_641, 6, 23))
        #expect(Day.distantFuture.components == (5_881_580, 7, 11))
    }

    @Test func `moves by days and stops at the open ends`() throws {
        let leapDay = try #require(Day(year: 2024, month: 2, day: 29))
        #expect(leapDay.advanced(by: 1).description == "2024-03-01")
        #expect(leapDay.advanced(by: -60).description == "2023-12-31")
        #expect(leapDay.advanced(by: .max) == .distantFuture)
        #expect(leapDay.advanced(by: .min) == .distantPast)
        #expect(leapDay.advanced(by: 1 << 31) == .distantFuture)
        #expect(Day.distantFuture.advanced(by: -1) == .distantFuture)
        #expect(Day.distantPast.advanced(by: 1) == .distantPast)
    }

    @Test func `knows its distance to any other`() {
        let width = 4_294_967_295
        #expect(Day.distantPast.distance(to: .distantFuture) == width)
        #expect(Day.distantFuture.distance(to: .distantPast) == -width)
    }
}

@Suite struct `Days against a naive calendar` {
    /// Walks the calendar one day at a time from 1970-01-01 until `year` has passed.
    private func walk(to year: Int) -> [(count: Int32, date: NaiveDate)] {
        var date = NaiveDate(year: 1970, month: 1, day: 1)
        var count: Int32 = 0
        var walked = [(count, date)]
        while date.year != year {
            year > 1970 ? date.stepForward() : date.stepBackward()
            count += year > 1970 ? 1 : -1
            walked.append((count, date))
        }
        return walked
    }

    @Test(arguments: [2801, -1201])
    func `agree both ways on every day`(year: Int) {
        for (count, date) in walk(to: year) {
            let made = Day(year: date.year, month: date.month, day: date.day)
            let found = Day(rawValue: count).components
            guard made?.rawValue == count, found == (date.year, date.month, date.day) else {
                Issue.record("day \(count): \(date), \(found)")
                return
            }
        }
    }

    @Test func `agree at the turn of every year of EDTF`() {
        var count = -(1...1969).reduce(0) { $0 + NaiveDate.length(of: $1) }
        for year in 1...10_000 {
            #expect(Day(year: year, month: 1, day: 1)?.rawValue == Int32(count))
            count += NaiveDate.length(of: year)
            #expect(Day(year: year, month: 12, day: 31)?.rawValue == Int32(count - 1))
        }
        count = -(1...1969).reduce(0) { $0 + NaiveDate.length(of: $1) }
        for year in (-9999...0).reversed() {
            #expect(Day(year: year, month: 12, day: 31)?.rawValue == Int32(count - 1))
            count -= NaiveDate.length(of: year)
            #expect(Day(year: year, month: 1, day: 1)?.rawValue == Int32(count))
        }
    }

    @Test func `come back from their components over all of Int32`() {
        var generator = SeededRandomness(1)
        var counts: [Int32] = [.min + 1, .min + 2, .max - 2, .max - 1, 0, -1]
        for _ in 0..<100_000 {
            counts.append(.random(in: .min + 1 ... .max - 1, using: &generator))
        }
        for count in counts {
            let (year, month, day) = Day(rawValue: count).components
            guard Day(year: year, month: month, day: day)?.rawValue == count else {
                Issue.record("day \(count) is \(year)-\(month)-\(day)")
                return
            }
        }
    }

    @Test func `keep the order of their numbers in their components`() {
        var generator = SeededRandomness(2)
        for _ in 0..<20_000 {
            let count = Int32.random(in: .min..<(.max), using: &generator)
            let (today, tomorrow) = (Day(rawValue: count), Day(rawValue: count + 1))
            #expect(today.components < tomorrow.components && today < tomorrow)
        }
    }
}

/// A date that knows only how to step to its neighbours.
private struct NaiveDate {
    var year: Int
    var month: Int
    var day: Int

    static func length(of year: Int) -> Int {
        year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 366 : 365
    }

    private var monthLength: Int {
        [31, Self.length(of: year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func stepForward() {
        day += 1
        if day > monthLength { (day, month) = (1, month + 1) }
        if month > 12 { (month, year) = (1, year + 1) }
    }

    mutating func stepBackward() {
        day -= 1
        if day > 0 { return }
        month -= 1
        if month < 1 { (month, year) = (12, year - 1) }
        day = monthLength
    }
}
