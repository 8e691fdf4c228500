import ArgumentParser
import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts

/// For which day, and from which state of knowledge, a command answers.
struct TimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The day for which to answer: a date (2024, 2024-06, 2024-06-15) or today, which is meant without it.",
            discussion: "A year or month stands for its last day.",
            valueName: "date"
        ),
        transform: AsOf.init(parsing:)
    )
    var asOf: AsOf?

    @Option(
        help: ArgumentHelp(
            "What the log knew: '#N' (its first N events), a date, a UTC time, or now, which is meant without it.",
            discussion: "A date stands for the end of its last day, in UTC.",
            valueName: "when"
        ),
        transform: KnownAt.init(parsing:)
    )
    var knownAt: KnownAt = .head

    /// The day for which to answer.
    var day: Day { (asOf ?? .today).day }
}

/// For which days a command answers.
struct PeriodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The days of a date or an interval: 2024, 2024-06, 2024-03/2024-06, 2024-03/..",
            valueName: "date"
        ),
        transform: ClosedRange<Day>.init(parsing:)
    )
    var during: ClosedRange<Day>?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The days from one date to another.", valueName: "date")
    )
    var between: [String] = []

    func validate() throws {
        guard between.isEmpty || between.count == 2 else {
            throw ValidationError("--between takes two dates, such as 2024-03-01 2024-06")
        }
        guard during == nil || between.isEmpty else {
            throw ValidationError("say --during or --between, not both")
        }
        _ = try ends
    }

    /// The days; nil when none are named.
    var days: ClosedRange<Day>? { during ?? (try? ends).flatMap { $0 } }

    private var ends: ClosedRange<Day>? {
        get throws {
            guard between.count == 2 else { return nil }
            let dates = try between.map(ClosedRange<Day>.init(parsing:))
            guard dates[0].lowerBound <= dates[1].upperBound else {
                throw ValidationError("\(between[1].printable) is before \(between[0].printable)")
            }
            return dates[0].lowerBound...dates[1].upperBound
        }
    }
}

extension ClosedRange<Day> {
    /// Reads `today` or a date, and takes all the days that it may mean.
    fileprivate init(parsing text: String) throws {
        if text == "today" {
            let today = AsOf.today.day
            self = today...today
            return
        }
        let date = try EDTF.parsing(text)
        self = date.lo...date.hi
    }

    /// The days as a person reads them.
    var readable: String {
        lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)"
    }
}

/// A day on which to ask.
struct AsOf {
    let day: Day

    static var today: AsOf { AsOf(day: Timestamp.now.day) }

    private init(day: Day) { self.day = day }

    /// Reads `today` or a date; a date stands for its last day.
    init(parsing text: String) throws {
        guard text != "today" else {
            self = .today
            return
        }
        day = try EDTF.lastDay(of: text)
    }
}

extension KnownAt {
    /// Reads `now`, `#N`, a moment or a date.
    init(parsing text: String) throws {
        if text == "now" {
            self = .head
        } else if text.hasPrefix("#") {
            guard let count = UInt64(text.dropFirst()) else {
                throw ValidationError("after # comes the number of events that were known")
            }
            self = .position(Position(rawValue: count))
        } else if let moment = Timestamp(iso8601: text) {
            self = .moment(moment)
        } else if text.contains("T") {
            throw ValidationError(
                "a time is written as 2025-02-15T09:30:00Z, with Z or an offset at its end"
            )
        } else {
            self = .day(try EDTF.lastDay(of: text))
        }
    }
}

extension EDTF {
    /// Reads a date; another text is wrong usage.
    static func parsing(_ text: String) throws -> EDTF {
        do { return try EDTF(text) } catch { throw ValidationError("\(error)") }
    }

    /// The last day of a date that has one.
    fileprivate static func lastDay(of text: String) throws -> Day {
        let date = try parsing(text)
        guard !date.hi.isOpen else {
            throw ValidationError("\(text.printable) has no end; name a day")
        }
        return date.hi
    }
}
