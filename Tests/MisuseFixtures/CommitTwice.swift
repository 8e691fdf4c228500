// A transaction ends once.
import LMDB

func commitTwice(_ environment: Environment) throws(LMDBError) {
    // expected-error@+1 {{'transaction' consumed more than once}}
    let transaction = try WriteTransaction(environment)
    // expected-note@+1 {{consumed here}}
    try transaction.commit()
    // expected-note@+1 {{consumed again here}}
    try transaction.commit()
}
