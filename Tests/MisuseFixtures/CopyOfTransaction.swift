// A transaction has one owner.
import LMDB

func copyOfTransaction(_ environment: Environment) throws(LMDBError) {
    // expected-error@+1 {{'transaction' consumed more than once}}
    let transaction = try WriteTransaction(environment)
    // expected-note@+1 {{consumed here}}
    let other = transaction
    try other.commit()
    // expected-note@+1 {{consumed again here}}
    try transaction.commit()
}
