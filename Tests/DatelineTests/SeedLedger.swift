import ByteCoding
import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport

/// A ledger with the corpus in it: facts, then entities, then corrections.
struct SeedLedger {
    private let folder = TemporaryFolder()
    let ledger: Ledger
    /// The state of knowledge before the corrections.
    let beforeCorrections: Position

    init() throws {
        ledger = try Ledger.create(at: folder.file("ledger"))
        var heads: [Position] = []
        for file in Seed.files {
            let facts = try Repository.lines(of: file).map { try Fact(json: Data($0.utf8)) }
            heads.append(try ledger.append(facts).head)
        }
        beforeCorrections = heads[1]
    }
}

extension SeedLedger {
    /// What a row certainly says on the last day of a date; nil when there is none.
    func row<View: Projection>(
        _ view: View.Type,
        _ key: String,
        _ day: String,
        _ knownAt: KnownAt = .head
    ) throws -> View.Row? {
        let answer = try ledger.view(view, asOf: Day(day), knownAt: knownAt)
        return answer.rows.first { $0.key.text == key }?.certain.row
    }
}

extension Day {
    /// The last day of a date.
    init(_ text: String) throws { self = try EDTF(text).hi }
}

extension ColumnValue {
    /// The texts of a list.
    var listed: [String] {
        if case .list(let texts) = self { texts } else { [] }
    }
}
