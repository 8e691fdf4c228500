import ByteCoding
import LMDB
import Projecting

/// A cursor over a table of a view's file, whose errors are those of this floor.
struct ViewCursor: ~Copyable, ~Escapable {
    private var cursor: Cursor

    @_lifetime(copy cursor)
    init(_ cursor: consuming Cursor) { self.cursor = cursor }

    /// The value under a key; nil when there is none.
    @_lifetime(copy self)
    mutating func value(forKey key: [UInt8]) throws(ViewError) -> Span<UInt8>? {
        do throws(LMDBError) { return try cursor.value(forKey: key.span) } catch {
            throw .storage(error)
        }
    }

    /// The first entry whose key is `key` or comes after it.
    @_lifetime(copy self)
    mutating func seek(to key: [UInt8]) throws(ViewError) -> Entry? {
        do throws(LMDBError) { return try cursor.seek(to: key.span) } catch {
            throw .storage(error)
        }
    }

    /// The entry after the one that was found last.
    @_lifetime(copy self)
    mutating func next() throws(ViewError) -> Entry? {
        do throws(LMDBError) { return try cursor.next() } catch { throw .storage(error) }
    }
}

extension ViewCursor {
    /// The versions of facts that the states of a row hold, by lineage, where this is a cursor over the states
    /// of a view.
    @_lifetime(self: copy self)
    mutating func factVersions(
        of row: RowKey,
        in view: String
    ) throws(ViewError) -> [FactVersion] {
        let prefix = StoredEntry.prefix(of: row)
        guard let head = try value(forKey: prefix) else { return [] }
        guard let stored = StoredStates(head) else { throw .damaged(view: view) }
        var versions: [FactVersion] = []
        stored.lastChunk?.appendFactVersions(to: &versions)
        var stateCount = stored.lastChunk?.count ?? 0
        for index in 0..<stored.formerCount {
            let key = prefix + stored.start(of: index).keySuffix
            guard let pair = try next(), pair.key.count == key.count, pair.key.starts(with: key),
                let chunk = StateChunk(pair.value)
            else { throw .damaged(view: view) }
            chunk.appendFactVersions(to: &versions)
            stateCount += chunk.count
        }
        guard stateCount == stored.stateCount else { throw .damaged(view: view) }
        versions.sort { $0.lineage < $1.lineage }
        return versions
    }

    /// The versions of the facts of a row, where this is a cursor over the entries of a view.
    @_lifetime(self: copy self)
    mutating func versions(
        of row: RowKey,
        in view: String
    ) throws(ViewError) -> [FactVersion] {
        let prefix = StoredEntry.prefix(of: row)
        var versions: [FactVersion] = []
        var entry = try seek(to: prefix)
        while let pair = entry, pair.key.starts(with: prefix) {
            let key = pair.key.extracting(prefix.count...)
            guard let version = StoredEntry.version(key, pair.value) else {
                throw .damaged(view: view)
            }
            versions.append(version)
            entry = try next()
        }
        return versions
    }
}

extension [FactVersion] {
    /// These and others, where both are in the order of their lineages and positions, in that order.
    func merged(with others: [FactVersion]) -> [FactVersion] {
        if others.isEmpty { return self }
        if isEmpty { return others }
        return (self + others).sorted { ($0.lineage, $0.position) < ($1.lineage, $1.position) }
    }
}
