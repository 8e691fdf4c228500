// A value cannot be read after the commit of its transaction.
import LMDB

func valueAfterCommit(_ environment: Environment, _ table: Table) throws(LMDBError) -> Int {
    let key: [UInt8] = [1]
    var transaction = try WriteTransaction(environment)
    try transaction.removeAll(in: table)
    // expected-note@+2 {{conflicting access is here}}
    // expected-error@+1 * {{This is a compiler bug}}
    let value = try transaction.value(forKey: key.span, in: table)
    // expected-error@+1 {{overlapping accesses to 'transaction'}}
    try transaction.commit()
    return value?.count ?? 0
}
