import ByteCoding
import LMDB

/// Steps through the postings of a level of an index.
struct PostingCursor: ~Copyable, ~Escapable {
    private var blocks: Cursor
    private let path: String
    private var block: PostingBlock?
    /// Of the postings in these bounds, all that there are lie in the block.
    private var bounds = Posting.first...Posting.first
    /// The place in the block of the posting that comes next.
    private var upcoming = 0

    @_lifetime(copy blocks)
    init(_ blocks: consuming Cursor, path: String) {
        self.blocks = blocks
        self.path = path
        block = nil
    }

    /// The first posting that is not before one; nil when there is none.
    ///
    /// - Complexity: O(log n); within the block where the cursor stands, without a step of LMDB's.
    @_lifetime(self: copy self)
    mutating func seek(to posting: Posting) throws(LMDBError) -> Posting? {
        if block == nil || !bounds.contains(posting) {
            try take(try blocks.seek(to: posting.bytes.span), since: posting)
        }
        guard let block else { return nil }
        upcoming = block.firstIndex(notBefore: posting)
        return try next()
    }

    /// The first posting of a term, or of a greater one, that comes after `last`.
    @_lifetime(self: copy self)
    mutating func first(of term: Term, after last: Posting) throws(LMDBError) -> Posting? {
        let found = try seek(to: max(Posting(term, at: .zero), last))
        return found == last ? try next() : found
    }

    /// The next posting; nil after the last.
    @_lifetime(self: copy self)
    mutating func next() throws(LMDBError) -> Posting? {
        if block == nil { try take(try blocks.next(), since: .first) }
        while let block {
            if upcoming < block.count {
                defer { upcoming += 1 }
                return block[upcoming]
            }
            try take(try blocks.next(), since: nil)
        }
        return nil
    }

    @_lifetime(self: copy self, copy entry)
    private mutating func take(_ entry: Entry?, since start: Posting?) throws(LMDBError) {
        upcoming = 0
        guard let entry else {
            block = nil
            return
        }
        guard let end = Posting(key: entry.key), let found = PostingBlock(entry.value) else {
            throw LMDBError(code: .corrupted, operation: "read a block of the index", path: path)
        }
        let least = start ?? (found.count > 0 ? found[0] : end)
        bounds = min(least, end)...end
        block = found
    }
}
