// A read transaction has no way to write.
import LMDB

func writeWhileReading(_ environment: Environment, _ table: Table) throws(LMDBError) {
    let key: [UInt8] = [1]
    let transaction = try ReadTransaction(environment)
    // expected-error@+1 {{value of type 'ReadTransaction' has no member 'put'}}
    try transaction.put(key.span, forKey: key.span, in: table)
}
