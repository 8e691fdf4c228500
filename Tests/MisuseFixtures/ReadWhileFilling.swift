// The closure that fills a value cannot reach the transaction.
import LMDB

func readWhileFilling(_ environment: Environment, _ table: Table) throws(LMDBError) {
    let key: [UInt8] = [1]
    var transaction = try WriteTransaction(environment)
    // expected-error@+1 {{overlapping accesses to 'transaction'}}
    try transaction.put(byteCount: 1, forKey: key.span, in: table) { output in
        // expected-note@+1 {{conflicting access is here}}
        _ = try? transaction.statistics(of: table)
        output.append(7)
    }
}
