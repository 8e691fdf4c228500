// No transaction is open across an await.
import LMDB

func acrossAwait(_ environment: Environment, _ table: Table) async throws -> Int {
    // expected-error@+1 {{initializer 'init' is unavailable from asynchronous contexts}}
    let transaction = try ReadTransaction(environment)
    await Task.yield()
    return try transaction.statistics(of: table).entryCount
}
