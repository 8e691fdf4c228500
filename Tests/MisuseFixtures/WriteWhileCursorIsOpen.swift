// A write may move the pages under a cursor, so it waits for the end of the cursor.
import LMDB

func writeWhileWalking(_ environment: Environment, _ table: Table) throws(LMDBError) {
    var transaction = try WriteTransaction(environment)
    // expected-note@+1 {{conflicting access is here}}
    var cursor = try transaction.cursor(over: table)
    while let entry = try cursor.next() {
        // expected-error@+1 {{overlapping accesses to 'transaction'}}
        _ = try transaction.delete(entry.key, in: table)
    }
}
