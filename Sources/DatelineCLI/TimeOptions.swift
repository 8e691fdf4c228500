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
            "The day for which to answer: a date (2024, 2024-06, 2024-06-15) or today.",
            discussion: "A year or month stands for its last day.", valueName: "date"))
    var asOf: AsOf = .today

    @Option(
        help: ArgumentHelp(
            "What the log knew: '#N' (its first N events), a date, a UTC time, or now.",
            discussion: "A date stands for the end of its last day, in UTC.", valueName: "when"))
    var knownAt: KnownAtArgument = KnownAtArgument(value: .head, text: "now")
}

/// A day on which to ask.
struct AsOf: ExpressibleByArgument {
    let day: Day
    let defaultValueDescription: String

    static var today: AsOf {
        AsOf(day: Timestamp.now.day, defaultValueDescription: "today")
    }

    init(day: Day, defaultValueDescription: String) {
        self.day = day
        self.defaultValueDescription = defaultValueDescription
    }

    init?(argument: String) {
        guard argument != "today" else {
            self = .today
            return
        }
        guard let date = try? EDTF(argument), !date.hi.isOpen else { return nil }
        self.init(day: date.hi, defaultValueDescription: argument)
    }
}

/// A state of knowledge to ask.
struct KnownAtArgument: ExpressibleByArgument {
    let value: KnownAt
    let defaultValueDescription: String

    init(value: KnownAt, text: String) {
        self.value = value
        defaultValueDescription = text
    }

    init?(argument: String) {
        if argument == "now" || argument == "head" {
            self.init(value: .head, text: argument)
        } else if argument.hasPrefix("#") {
            guard let count = UInt64(argument.dropFirst()) else { return nil }
            self.init(value: .position(Position(rawValue: count)), text: argument)
        } else if let moment = Timestamp(iso8601: argument) {
            self.init(value: .moment(moment), text: argument)
        } else if let date = try? EDTF(argument), !date.hi.isOpen {
            self.init(value: .day(date.hi), text: argument)
        } else {
            return nil
        }
    }
}

extension Timestamp {
    /// The moment as ISO 8601 in UTC, to the microsecond.
    var iso8601: String {
        let micros = rawValue - Int64(day.rawValue) * 86_400_000_000
        let seconds = micros / 1_000_000
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let fraction = String(micros % 1_000_000)
        return "\(day)T\(time).\(String(repeating: "0", count: 6 - fraction.count))\(fraction)Z"
    }

    /// Reads a moment that has a date, a time and a zone.
    init?(iso8601 text: String) {
        guard text.contains("T") else { return nil }
        let styles = [
            Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle(),
        ]
        guard let date = styles.lazy.compactMap({ try? $0.parse(text) }).first else { return nil }
        self.init(rawValue: Int64((date.timeIntervalSince1970 * 1_000_000).rounded()))
    }
}
