import TestSupport

/// Random date texts, the same in every run.
struct DateSamples {
    private var generator: SeededRandomness

    init(seed: UInt64) {
        generator = SeededRandomness(seed)
    }

    /// A full date with up to five unknown digits; it may not exist.
    mutating func masked() -> String {
        let sign = oneIn(5) ? "-" : ""
        return sign + digits(4, unknown: below(3)) + "-"
            + (oneIn(3) ? "XX" : oneIn(4) ? "1X" : number(1...12, width: 2)) + "-"
            + digits(2, unknown: below(3))
    }

    /// A date of any form but an interval or a range; it may not exist.
    mutating func single() -> String {
        let year = (oneIn(5) ? "-" : "") + digits(4, unknown: oneIn(3) ? below(4) : 0)
        let month = oneIn(4) ? number(21...41, width: 2) : number(1...12, width: 2)
        let text =
            switch below(4) {
            case 0: year
            case 1: year + "-" + (oneIn(5) ? "XX" : month)
            case 2: year + "-" + month + "-" + number(1...31, width: 2)
            default: masked()
            }
        return text + (pick(["", "", "?", "~", "%"]))
    }

    /// A text of any form; most name a date.
    mutating func any() -> String {
        switch below(8) {
        case 0: "\(single())/\(single())"
        case 1: "[\(single())..\(single())]"
        case 2: pick(["../", "/", "[.."]) + single() + pick(["", "]"])
        case 3: pick(["", "["]) + single() + pick(["/", "/..", "..]"])
        case 4: digits(4, unknown: 0) + "-06-30T" + number(0...24, width: 2) + ":00:00Z"
        default: single()
        }
    }

    /// A text of any form with one to four characters put in, taken out or changed.
    mutating func mangled() -> String {
        var scalars = Array(any().unicodeScalars)
        for _ in 0...below(4) {
            let place = below(scalars.count + 1)
            let cut = place < scalars.count && oneIn(2) ? 1 : 0
            let new = oneIn(3) ? [] : [pick(Self.strangers)]
            scalars.replaceSubrange(place..<place + cut, with: new)
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static let strangers = Array(
        "0123456789-/.[]{}(),?~%XYESTZ:+xu \n\r\t\0\u{7F}\u{1B}٠é\u{301}\u{200D}\u{200F}\u{202E}–👩🇩🇪"
            .unicodeScalars
    )

    private mutating func digits(_ count: Int, unknown: Int) -> String {
        let known = (0..<count - unknown).map { _ in String(below(10)) }.joined()
        return known + String(repeating: "X", count: unknown)
    }

    private mutating func number(_ range: ClosedRange<Int>, width: Int) -> String {
        let text = String(Int.random(in: range, using: &generator))
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private mutating func below(_ bound: Int) -> Int { .random(in: 0..<bound, using: &generator) }
    private mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
    private mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[below(choices.count)]
    }
}
