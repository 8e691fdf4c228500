/// When a fact was so: the date as it is known, and the days it may fall on.
///
/// The bounds are resolved once, when the fact is recorded; they are stored and never derived anew.
public struct Occurrence: Hashable, Sendable {
    /// The date in EDTF (ISO 8601-2), as written; empty when none is known.
    public let edtf: String
    /// The first day it can have been; ``Day/distantPast`` when that is open.
    public let lo: Day
    /// The last day it can have been; ``Day/distantFuture`` when that is open.
    public let hi: Day
    /// How the date is known.
    public var basis: Basis
    /// The words of the source that tell the date.
    public var phrase: String
    /// The date, in EDTF, that the phrase was counted from.
    public var anchor: String

    /// Nothing is known of the date.
    public static let unknown = Occurrence(edtf: "", lo: .distantPast, hi: .distantFuture)

    /// The date of what holds on every day.
    public static let always = Occurrence(edtf: "", lo: .distantPast, hi: .distantPast)

    /// How a date is known.
    ///
    /// The order of the cases is part of the file format.
    public enum Basis: String, CaseIterable, Sendable {
        /// The source gives no usable date.
        case none
        /// The source gives a calendar date.
        case explicit
        /// The source gives a phrase that was counted from an anchor.
        case relative
        /// The date follows from the context.
        case inferred
    }

    /// A date that the source gives.
    public init(_ date: EDTF, basis: Basis = .explicit, phrase: String = "", anchor: String = "") {
        self.init(
            edtf: date.text,
            lo: date.lo,
            hi: date.hi,
            basis: basis,
            phrase: phrase,
            anchor: anchor
        )
    }

    init(
        edtf: String,
        lo: Day,
        hi: Day,
        basis: Basis = .none,
        phrase: String = "",
        anchor: String = ""
    ) {
        self.edtf = edtf
        self.lo = lo
        self.hi = hi
        self.basis = basis
        self.phrase = phrase
        self.anchor = anchor
    }
}

extension Occurrence {
    /// The days it can have been, both ends included.
    public var days: ClosedRange<Day> { lo...hi }
}

extension Occurrence {
    /// The same unknown date, of something that had come about by a day; by none that is known when
    /// the day is open.
    func unknown(by day: Day) -> Occurrence {
        Occurrence(
            edtf: edtf,
            lo: .distantPast,
            hi: day == .distantPast ? .distantFuture : day,
            basis: basis,
            phrase: phrase,
            anchor: anchor
        )
    }
}
