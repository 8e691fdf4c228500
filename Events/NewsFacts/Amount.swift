public import Foundation

/// A sum of money or another quantity, as written and as understood.
public struct Amount: Hashable, Sendable {
    /// The words or digits of the source.
    public var literal: String
    /// The number they mean; nil when the source gives none ("billions").
    public var value: Decimal?
    /// The currency (ISO 4217) or unit.
    public var unit: String
    /// How the number bounds the quantity.
    public var bound: Bound

    /// How a number bounds a quantity.
    ///
    /// The order of the cases is part of the file format.
    public enum Bound: String, CaseIterable, Sendable {
        /// It is the quantity.
        case exact
        /// The quantity is this or more.
        case atLeast
        /// The quantity is this or less.
        case atMost
        /// The quantity is near this.
        case about
        /// The source gives no number.
        case unquantified
    }

    /// A quantity as written and as understood.
    public init(literal: String, value: Decimal?, unit: String, bound: Bound) {
        self.literal = literal
        self.value = value
        self.unit = unit
        self.bound = bound
    }
}

extension Amount: CustomStringConvertible {
    /// The quantity for a reader, such as `≥ 100,000,000,000 USD`; the literal when it has no number.
    public var description: String {
        guard let value else { return "\(literal) (\(unit))" }
        let sign =
            switch bound {
            case .exact, .unquantified: ""
            case .atLeast: "≥ "
            case .atMost: "≤ "
            case .about: "≈ "
            }
        return "\(sign)\(value.grouped) \(unit)"
    }
}

extension Decimal {
    /// The number that a plain decimal numeral spells, or nil: an optional minus sign, digits, and
    /// an optional point with digits; no exponent, no separators, and no more digits than a fact may have
    /// unless more are allowed.
    public init?(plain text: String, digitCountMax: Int = Fact.Limit.amountDigitCountMax) {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            parts.reduce(0, { $0 + $1.utf8.count }) <= digitCountMax,
            let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
        else { return nil }
        self = value
    }

    /// The number with commas between groups of three digits.
    var grouped: String {
        let text = description
        let whole = text.prefix { $0 != "." }
        let digits = Array(whole.drop { $0 == "-" })
        var grouped = whole.hasPrefix("-") ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return grouped + text.dropFirst(whole.count)
    }
}
