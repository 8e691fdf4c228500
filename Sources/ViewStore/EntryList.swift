import ByteCoding
import LMDB

/// Keys and values that are to be stored, back to back.
struct EntryList: Sendable {
    private var keys = KeyList()
    private var values = KeyList()

    /// Adds an entry whose key and value are what the closures append.
    mutating func append(key: (inout [UInt8]) -> Void, value: (inout [UInt8]) -> Void) {
        keys.append(key)
        values.append(value)
    }

    /// Stores the entries.
    func put(
        into table: Table,
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        try transaction.put(
            keys.bytes.span,
            endingAt: keys.ends.span,
            values: values.bytes.span,
            endingAt: values.ends.span,
            in: table
        )
    }
}
