// A transaction cannot be handed out of the function that began it.
import LMDB

// expected-error@+1 {{a function cannot return a ~Escapable result}}
func begin(_ environment: Environment) throws(LMDBError) -> ReadTransaction {
    try ReadTransaction(environment)
}
