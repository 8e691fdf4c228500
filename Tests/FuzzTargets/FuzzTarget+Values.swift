import Foundation
import NewsFacts

extension FuzzTarget {
    static let edtf = FuzzTarget(
        name: "edtf",
        summary: "a date is refused in plain ASCII, or keeps its text and begins before it ends",
        byteCountMax: 128,
        seeds: { Seeds.dates.map { Array($0.utf8) } },
        finding: { bytes in
            let text = text(bytes)
            let date: EDTF
            do throws(EDTFError) { date = try EDTF(text) } catch {
                if !error.description.utf8.allSatisfy({ $0 < 0x80 }) {
                    return "a message beyond ASCII"
                }
                if !(0...text.count).contains(error.offset) { return "the place \(error.offset)" }
                return flaw(inMessage: error.description)
            }
            if !date.description.isSame(as: text) { return "it prints as \(date)" }
            if date.lo > date.hi { return "it ends on \(date.hi), before \(date.lo)" }
            if text.utf8.count > EDTF.lengthMax || !text.utf8.allSatisfy({ $0 < 0x80 }) {
                return "it is no text that a date can have"
            }
            return [date.lo, date.hi].lazy.compactMap(finding(in:)).first
                ?? intervalFinding(of: date)
        }
    )

    /// A day of four digits in its year is a date of its own, of that one day.
    private static func finding(in day: Day) -> String? {
        guard !day.isOpen, (-9999...9999).contains(day.components.year) else { return nil }
        let date = try? EDTF(day.description)
        return date?.lo == day && date?.hi == day ? nil : "the day \(day) is not itself"
    }

    private static func intervalFinding(of date: EDTF) -> String? {
        guard let interval = Occurrence(date).interval else { return nil }
        return interval.start.lo == date.lo && interval.end.hi == date.hi
            ? nil : "its parts have other bounds"
    }

    static let amount = FuzzTarget(
        name: "amount",
        summary: "a numeral is refused, or is held exactly and has one spelling",
        byteCountMax: 64,
        seeds: { Seeds.numerals.map { Array($0.utf8) } },
        finding: { bytes in
            let text = text(bytes)
            guard let value = Decimal(plain: text) else {
                return isPlain(text) ? "a plain numeral is refused" : nil
            }
            guard isPlain(text) else { return "it is no plain numeral, and \(value) was read" }
            let spelling = value.description
            if spelling != plainest(text) {
                return "it is \(plainest(text)), and \(spelling) was read"
            }
            if Decimal(plain: spelling) != value { return "\(spelling) is another number" }
            let amount = Amount(literal: text, value: value, unit: "USD", bound: .atLeast)
            let shown = amount.description.filter { $0 != "," }
            return shown == "≥ \(spelling) USD" ? nil : "it is shown as \(amount)"
        }
    )

    /// Whether a text is a plain numeral, told without the code under test.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }.count <= 34
            && text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/.matchingSemantics(.unicodeScalar)) != nil
    }

    /// The shortest spelling of a plain numeral.
    private static func plainest(_ text: String) -> String {
        let parts = text.drop { $0 == "-" }.split(separator: ".")
        let whole = parts[0].drop { $0 == "0" }
        var rest = parts.count > 1 ? parts[1] : ""
        while rest.last == "0" { rest.removeLast() }
        let number = (whole.isEmpty ? "0" : whole) + (rest.isEmpty ? "" : "." + rest)
        return (text.hasPrefix("-") && number != "0" ? "-" : "") + number
    }
}
