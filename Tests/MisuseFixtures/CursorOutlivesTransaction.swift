// A cursor cannot be used after the commit of its transaction.
import LMDB

func cursorOutlives(_ environment: Environment, _ table: Table) throws(LMDBError) {
    var transaction = try WriteTransaction(environment)
    try transaction.removeAll(in: table)
    // expected-note@+2 {{conflicting access is here}}
    // expected-error@+1 * {{This is a compiler bug}}
    var cursor = try transaction.cursor(over: table)
    // expected-error@+1 {{overlapping accesses to 'transaction'}}
    try transaction.commit()
    _ = try cursor.next()
}
