import Alliances
import Bids
import Claims
import Commitments
import Contacts
import Corrections
import Coverage
public import EventLog
import Lawsuits
public import NewsFacts
import Offices
import Organizations
import Pairs
public import Projecting
import Relationships
import Statements
import Tenures
public import ViewStore

extension Ledger {
    /// Every view there is; a new one is added here.
    public static let projections: [any Projection.Type] = checked([
        Alliances.self, Bids.self, Claims.self, Commitments.self, Contacts.self, Corrections.self,
        Coverage.self, Lawsuits.self, Offices.self, Organizations.self, Pairs.self,
        Relationships.self, Statements.self, Tenures.self,
    ])

    /// The view of that name.
    ///
    /// - Throws: ``LedgerError/unknownView(_:known:)``.
    public static func projection(named name: String) throws(LedgerError) -> any Projection.Type {
        guard let view = projections.first(where: { $0.name == name }) else {
            throw .unknownView(name, known: projections.map { $0.name })
        }
        return view
    }

    private static func checked(_ views: [any Projection.Type]) -> [any Projection.Type] {
        let names = views.map { $0.name }
        precondition(Set(names).count == names.count, "two views have one name: \(names)")
        return views
    }

    /// What a view says: what was so on a day, as far as the ledger knew it then or knows it now.
    ///
    /// - Complexity: O(n log n) in the facts of the view.
    public func view<View: Projection>(
        _ view: View.Type,
        asOf day: Day,
        knownAt: KnownAt = .head
    ) throws(LedgerError) -> ViewAnswer<View.Row> {
        let snapshot = try snapshot()
        return try self.view(
            view,
            asOf: day,
            knownAt: try snapshot.knowledge(at: knownAt),
            in: snapshot
        )
    }

    func view<View: Projection>(
        _ view: View.Type,
        asOf day: Day,
        knownAt knowledge: Knowledge,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> ViewAnswer<View.Row> {
        do throws(ViewError) {
            let rows = try views.rows(
                of: view,
                on: day,
                knownAt: knowledge.position,
                in: snapshot
            )
            return ViewAnswer(asOf: day, knownAt: knowledge, rows: rows)
        } catch {
            throw .view(error)
        }
    }

    /// The ledger as it is now.
    @_lifetime(borrow self)
    public borrowing func snapshot() throws(LedgerError) -> LogSnapshot {
        do throws(LogError) { return try log.snapshot() } catch { throw .log(error) }
    }
}

/// What a view says.
public struct ViewAnswer<Row: ViewRow>: Sendable {
    /// The day for which it says it.
    public let asOf: Day
    /// The state of knowledge from which it says it.
    public let knownAt: Knowledge
    /// The rows that there are, in the order of their names.
    public let rows: [RowAnswer<Row>]
}

extension Ledger {
    /// Brings views up to date, several at once, so that the next question finds them so.
    ///
    /// - Complexity: O(n log m) in the facts that each has not seen.
    public func catchUp(
        _ views: [any Projection.Type] = Ledger.projections
    ) throws(LedgerError) {
        let snapshot = try snapshot()
        do throws(ViewError) {
            try self.views.catchUp(views, to: snapshot)
        } catch {
            throw .view(error)
        }
    }
}

extension Ledger {
    /// Makes a view anew from the whole log.
    ///
    /// - Returns: How many events it was made from.
    @discardableResult
    public func rebuild(
        _ view: any Projection.Type,
        progress: ViewStore.Progress = { _, _ in }
    ) throws(LedgerError) -> Int {
        let snapshot = try snapshot()
        do throws(ViewError) {
            try views.rebuild(view, from: snapshot, progress: progress)
        } catch {
            throw .view(error)
        }
        return Int(snapshot.head.rawValue)
    }
}

extension Ledger {
    /// What a rebuild of a view would change of the rows that stand, without doing it.
    ///
    /// - Returns: The difference; nil when no view stands that can be compared.
    /// - Complexity: That of a rebuild.
    public func previewRebuild(
        of view: any Projection.Type,
        progress: ViewStore.Progress = { _, _ in }
    ) throws(LedgerError) -> RebuildPreview? {
        do throws(ViewError) {
            return try views.previewRebuild(of: view, progress: progress)
        } catch {
            throw .view(error)
        }
    }
}
