// A transaction that has ended cannot write.
import LMDB

func useAfterCommit(_ environment: Environment, _ table: Table) throws(LMDBError) {
    let key: [UInt8] = [1]
    // expected-error@+1 {{'transaction' used after consume}}
    var transaction = try WriteTransaction(environment)
    // expected-note@+1 {{consumed here}}
    try transaction.commit()
    // expected-note@+1 {{used here}}
    try transaction.put(key.span, forKey: key.span, in: table)
}
