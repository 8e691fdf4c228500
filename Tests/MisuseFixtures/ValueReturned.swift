// A value cannot be returned from the scope of its transaction.
import LMDB

// expected-error@+1 {{a function cannot return a ~Escapable result}}
func valueReturned(_ environment: Environment, _ table: Table) throws(LMDBError) -> Span<UInt8>? {
    let key: [UInt8] = [1]
    let transaction = try ReadTransaction(environment)
    return try transaction.value(forKey: key.span, in: table)
}
