public import NewsFacts

/// The date of a step in the life of a row, as the source that dates it best gives it.
///
/// A later report of the same step takes its place only when it is more precise: its days lie
/// within those of the report that stands, and are fewer. So the date does not depend on which of
/// them comes first.
public struct ReportedDate: Hashable, Sendable {
    /// The date in EDTF, as the source gives it; empty when none is known.
    public private(set) var text = ""
    /// The days it may mean; nil while the step is not reported.
    private var days: ClosedRange<Day>?

    /// The date of a step that is not reported.
    public init() {}

    /// The date of a report.
    public init(_ report: Occurrence) {
        text = report.edtf
        days = report.days
    }

    /// Whether the report may be one of the same step: some day fits both.
    public func mayBe(_ report: Occurrence) -> Bool { days?.overlaps(report.days) == true }

    /// Whether the step is reported, and certainly for an earlier day than that of the report.
    public func isBefore(_ report: Occurrence) -> Bool {
        days.map { $0.upperBound < report.lo } == true
    }

    /// Whether the report dates the step better, or is the first that does.
    public func isRefined(by report: Occurrence) -> Bool {
        guard let days else { return true }
        return days != report.days && days.contains(report.lo) && days.contains(report.hi)
    }

    /// Takes the date of a report of the same step, if it is the better one.
    public mutating func refine(by report: Occurrence) {
        if isRefined(by: report) { self = ReportedDate(report) }
    }

    /// Takes the date of a report of a step that may be taken again: of one that is certainly
    /// later, or of the same one if it is the better date.
    public mutating func advance(to report: Occurrence) {
        if isBefore(report) || isRefined(by: report) { self = ReportedDate(report) }
    }
}

extension ReportedDate: RowValue {
    /// Writes or reads the date.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&text)
        try coder.code(&days)
    }
}

extension ReportedDate: ColumnRepresentable {
    /// The date as the source gives it; absent when none is known.
    public var columnValue: ColumnValue { text.columnValue }
}
