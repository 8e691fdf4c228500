// An entry cannot be kept in a variable that outlives its transaction.
import LMDB

func entryOutlives(_ environment: Environment, _ table: Table) throws(LMDBError) -> Int {
    // expected-error@+1 {{lifetime-dependent variable 'kept' escapes its scope}}
    var kept: Entry?
    do {
        // expected-note@+1 {{it depends on the lifetime of variable 'transaction'}}
        let transaction = try ReadTransaction(environment)
        var cursor = try transaction.cursor(over: table)
        kept = try cursor.first()
    }
    // expected-note@+1 {{this use of the lifetime-dependent value is out of scope}}
    return kept?.key.count ?? 0
}
