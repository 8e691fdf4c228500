/// How a source puts a fact.
///
/// The order of the cases is part of the file format.
public enum Modality: String, CaseIterable, Sendable {
    /// The source says it in its own voice.
    case asserted
    /// The source gives it as somebody else's word.
    case attributed
    /// A party claims it.
    case claimed
    /// It stands in a literal quotation.
    case quoted
    /// It stands in indirect speech.
    case paraphrased
    /// It is the source's opinion.
    case editorial
    /// It stands in a headline.
    case headline
    /// It is intended.
    case planned
    /// It is supposed.
    case hypothetical
    /// It depends on a condition.
    case conditional
    /// It is said not to be so.
    case negated

    /// Whether the source says that the thing came about, on whoever's word.
    public var isRealized: Bool {
        switch self {
        case .planned, .hypothetical, .conditional, .negated: false
        default: true
        }
    }
}
