import LMDB

extension ViewFile {
    /// Visits the entries of a table that are in this file, in another one, or in both, in the order of their
    /// keys, until the visitor has seen enough; of each its key, and its value here and there.
    ///
    /// - Complexity: O(n) in the sizes of both.
    func compare(
        _ table: KeyPath<ViewFile, Table>,
        with other: ViewFile,
        _ goesOn: (_ key: Span<UInt8>, _ own: Span<UInt8>?, _ other: Span<UInt8>?) -> Bool
    ) throws(LMDBError) {
        let ours = try ReadTransaction(environment)
        let theirs = try ReadTransaction(other.environment)
        var left = try ours.cursor(over: self[keyPath: table])
        var right = try theirs.cursor(over: other[keyPath: table])
        var own = try left.next()
        var others = try right.next()
        while true {
            if let have = own, let want = others {
                let order = have.key.order(to: want.key)
                let isEnough = !goesOn(
                    order <= 0 ? have.key : want.key,
                    order <= 0 ? have.value : nil,
                    order >= 0 ? want.value : nil
                )
                if isEnough { return }
                if order <= 0 { own = try left.next() }
                if order >= 0 { others = try right.next() }
            } else if let have = own {
                guard goesOn(have.key, have.value, nil) else { return }
                own = try left.next()
            } else if let want = others {
                guard goesOn(want.key, nil, want.value) else { return }
                others = try right.next()
            } else {
                return
            }
        }
    }
}

extension Span<UInt8> {
    /// Less than, equal to or greater than 0, as the bytes come before, are or come after others.
    func order(to other: Span<UInt8>) -> Int {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return Int(self[index]) - Int(other[index])
        }
        return count - other.count
    }
}
