// A write may move the page of a value, so it waits for the end of the borrow.
import LMDB

func writeWhileBorrowed(_ environment: Environment, _ table: Table) throws(LMDBError) -> Int {
    let key: [UInt8] = [1]
    var transaction = try WriteTransaction(environment)
    // expected-note@+1 {{conflicting access is here}}
    let value = try transaction.value(forKey: key.span, in: table)
    // expected-error@+1 {{overlapping accesses to 'transaction'}}
    try transaction.append(key.span, forKey: key.span, in: table)
    return value?.count ?? 0
}
