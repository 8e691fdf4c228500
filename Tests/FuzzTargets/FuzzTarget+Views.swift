import Dateline
import NewsFacts
import Projecting
import TestSupport

extension FuzzTarget {
    static let viewRow = FuzzTarget(
        name: "view-row",
        summary: "stored bytes of a row of a view are refused, or have one form that reads back",
        byteCountMax: 2_048,
        seeds: {
            Ledger.projections.enumerated().flatMap { number, view in
                rows(of: view).sorted { $0.lexicographicallyPrecedes($1) }
                    .map { [UInt8(number)] + $0 }
            }
        },
        finding: { bytes in
            guard let number = bytes.first else { return nil }
            let view = Ledger.projections[Int(number) % Ledger.projections.count]
            return finding(in: view, Array(bytes.dropFirst()))
        }
    )

    /// The rows of a view to which a fact alone leads, as bytes.
    private static func rows<View: Projection>(of view: View.Type) -> Set<[UInt8]> {
        var rows: Set<[UInt8]> = []
        for fact in Seeds.facts where View.consumes.contains(fact.type) {
            for key in View.rowKeys(of: fact) {
                var row: View.Row?
                try? View.apply(fact, to: &row, of: key)
                if let bytes = try? row?.stored() { rows.insert(bytes) }
            }
        }
        return rows
    }

    private static func finding<View: Projection>(
        in view: View.Type,
        _ bytes: [UInt8]
    ) -> String? {
        guard let row = View.Row(stored: bytes) else { return nil }
        guard let canonical = try? row.stored() else { return "it is read, and cannot be written" }
        guard let again = View.Row(stored: canonical) else { return "its own bytes are refused" }
        if again != row { return "its own bytes say something else" }
        return (try? again.stored()) == canonical ? nil : "it has two forms"
    }
}
