// A value cannot be kept in an array.
import LMDB

func valueInArray(_ environment: Environment, _ table: Table) throws(LMDBError) {
    // expected-error@+1 {{type 'Span<UInt8>' does not conform to protocol 'Escapable'}}
    var kept: [Span<UInt8>] = []
    let key: [UInt8] = [1]
    let transaction = try ReadTransaction(environment)
    if let value = try transaction.value(forKey: key.span, in: table) {
        kept.append(value)
    }
}
