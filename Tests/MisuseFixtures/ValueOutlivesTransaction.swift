// A value cannot be kept in a variable that outlives its transaction.
import LMDB

func valueOutlives(_ environment: Environment, _ table: Table) throws(LMDBError) -> Int {
    let key: [UInt8] = [1]
    // expected-error@+1 {{lifetime-dependent variable 'kept' escapes its scope}}
    var kept = key.span
    do {
        // expected-note@+1 {{it depends on the lifetime of variable 'transaction'}}
        let transaction = try ReadTransaction(environment)
        if let value = try transaction.value(forKey: key.span, in: table) {
            kept = value
        }
    }
    // expected-note@+1 {{this use of the lifetime-dependent value is out of scope}}
    return kept.count
}
