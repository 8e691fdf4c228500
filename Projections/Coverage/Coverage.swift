public import NewsFacts
public import Projecting

/// Which line of which document supports what.
///
/// Everything that is told of the world counts, in whatever modality: what a line says is planned,
/// supposed or denied, it says all the same. Facts without a source belong to no row.
///
/// A row is named by the document and the line: `musk-altman-2025:000089`. Six digits sort by
/// number up to a million lines; line 0 is the document as a whole.
public enum Coverage: Projection {
    /// The name of the view.
    public static let name = "coverage"
    /// What the view shows.
    public static let summary = "Which line of which document supports what"
    /// The meaning of the rows.
    public static let version: UInt32 = 2
    /// Each place that supports something is listed, whoever else tells the same.
    public static let mentions = Mentions.each
    /// All that is told of the world; not what is told of facts and of names.
    public static let consumes = Set(
        Catalogue.types.filter {
            !$0.isOfRecord && $0 != .entityDescribed
        }
    )

    /// The line of the source.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        guard let source = fact.source else { return [] }
        let digits = String(source.line)
        let padding = String(repeating: "0", count: max(0, 6 - digits.count))
        return [RowKey("\(source.document):\(padding)\(digits)")]
    }

    /// Adds what the line supports.
    public static func apply(
        _ fact: Fact,
        to row: inout Citation?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard let source = fact.source else { return }
        var citation = row.take() ?? Citation()
        citation.factCount += 1
        citation.document = source.document
        citation.line = source.line
        if citation.language.isEmpty { citation.language = source.language }
        if citation.translation.isEmpty { citation.translation = source.translation }
        if citation.published.isEmpty { citation.published = source.published }
        citation.types.formUnion([fact.type.name])
        citation.subjects.insert(fact.subject)
        if !fact.statement.isEmpty { citation.statements.formUnion([fact.statement]) }
        row = citation
    }
}
