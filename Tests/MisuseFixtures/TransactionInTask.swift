// A transaction belongs to its thread, and a task may run on any.
import LMDB

// expected-note@+1 {{it depends on the lifetime of argument 'environment'}}
func transactionInTask(_ environment: Environment, _ table: Table) throws(LMDBError) {
    // expected-error@+2 {{lifetime-dependent value escapes its scope}}
    // expected-note@+1 {{this use causes the lifetime-dependent value to escape}}
    let transaction = try ReadTransaction(environment)
    Task {
        _ = try transaction.statistics(of: table)
    }
}
