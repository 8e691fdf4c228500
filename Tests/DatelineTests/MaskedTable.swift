import Foundation
import TestSupport

/// A table of relations with masked dates, made at random, and what it says of any day.
///
/// The reading here shares nothing with the script: a date is two numbers, year * 10000 + month *
/// 100 + day, of the first and the last day that it can mean.
struct MaskedTable {
    private(set) var lines: [String] = []
    /// The tenures, by their lines, without those that are refused.
    private(set) var spans: [Int: Span] = [:]
    private(set) var reversed: Set<Int> = []
    private(set) var malformed: Set<Int> = []

    /// What a line says.
    struct Span {
        let start: End
        let end: End
    }

    /// What one end of a line says.
    enum End {
        /// No date and no mask.
        case absent
        /// A mask of the whole date.
        case masked
        /// A date.
        case date(first: Int, last: Int)
    }

    /// Where a tenure stands.
    enum Standing: String { case absent, held, ended }

    /// A table of the shape of the public ones, which a seed repeats.
    init(lineCount: Int, seed: UInt64) {
        var random = SeededRandomness(seed)
        for number in 1...lineCount {
            let prefix = "Q\(number % 400)\tP\(number % 7)\tQ\(number % 90)"
            if Int.random(in: 0..<40, using: &random) == 0 {
                malformed.insert(number)
                lines.append(
                    [
                        prefix, "\(prefix)\t2001-13-##\t", "\(prefix)\t1999\tsoon",
                        "\(prefix)\t2001-02-29\t2004", "\tP1\tQ2\t2001\t", "\(prefix)\t2##1\t",
                    ].randomElement(using: &random) ?? prefix
                )
                continue
            }
            let year = Int.random(in: -20..<20, using: &random) * 50 + 1000
            let (startText, start) = Self.end(around: year, &random)
            let endYear = year + Int.random(in: -3...30, using: &random)
            // Now and then both ends are one date, which is no reversed interval.
            let (endText, end) =
                number % 20 == 0 ? (startText, start) : Self.end(around: endYear, &random)
            lines.append("\(prefix)\t\(startText)\t\(endText)")
            if case .date(let first, _) = start, case .date(_, let last) = end, last < first {
                reversed.insert(number)
            } else {
                spans[number] = Span(start: start, end: end)
            }
        }
    }

    private static func end(
        around year: Int,
        _ random: inout SeededRandomness
    ) -> (String, End) {
        let year = year == 0 ? -1 : year
        let month = Int.random(in: 1...12, using: &random)
        let day = Int.random(in: 1...28, using: &random)
        let sign = year < 0 ? "-" : ""
        let digits = String(String(year.magnitude + 10000).dropFirst())
        func two(_ number: Int) -> String { String(String(number + 100).dropFirst()) }
        func date(_ text: String, _ years: ClosedRange<Int>, _ from: Int, _ to: Int) -> (
            String, End
        ) {
            (
                sign + text,
                .date(first: years.lowerBound * 10000 + from, last: years.upperBound * 10000 + to)
            )
        }
        /// The years of so many known digits; there is no year 0 before year 1.
        func years(_ unit: Int) -> ClosedRange<Int> {
            let least = Int(year.magnitude) / unit * unit
            return year < 0 ? -(least + unit - 1) ... -max(1, least) : least...least + unit - 1
        }
        let only = year...year
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return ("", .absent)
        case 1: return (["####-##-##", "####"].randomElement(using: &random) ?? "####", .masked)
        case 2: return date(digits, only, 101, 1231)
        case 3: return date("\(digits.dropLast(2))##-##-##", years(100), 101, 1231)
        case 4: return date("\(digits.dropLast())#-##-##", years(10), 101, 1231)
        case 5:
            // The last days of a month: 30 and 31 fall after whatever is masked in no other way.
            let last = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
                month - 1
            ]
            return date(
                "\(digits)-\(two(month))-##",
                only,
                month * 100 + 1,
                month * 100 + last
            )
        case 6...8:
            return date(
                "\(digits)-\(two(month))-\(two(day))",
                only,
                month * 100 + day,
                month * 100 + day
            )
        default: return date("\(digits)-##-##", only, 101, 1231)
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// What stands on the last day of a year, certainly or possibly, by what the head of the script
    /// promises.
    func standing(
        of line: Int,
        inYear year: Int,
        published: Int,
        certainly: Bool
    ) -> Standing {
        guard let span = spans[line] else { return .absent }
        let today = year * 10000 + 1231
        let made = published * 10000 + 1231
        func isPast(_ first: Int, _ last: Int) -> Bool { (certainly ? last : first) <= today }
        var hasBegun: Bool
        switch (span.start, span.end) {
        case (.date(let first, let last), _): hasBegun = isPast(first, last)
        case (_, .date(_, let last)): hasBegun = isPast(.min, last)
        case (_, .masked): hasBegun = false
        case (_, .absent): hasBegun = isPast(.min, made)
        }
        let hasEnded: Bool
        switch span.end {
        case .absent: hasEnded = false
        case .masked: hasEnded = isPast(.min, made)
        case .date(let first, let last): hasEnded = isPast(first, last)
        }
        hasBegun = hasBegun && !hasEnded
        return hasEnded ? .ended : hasBegun ? .held : .absent
    }
}
