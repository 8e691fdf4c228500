// An async function may go on after an await on another thread, so it begins no transaction.
import LMDB

func begunInAsync(_ environment: Environment) async throws {
    // expected-error@+1 {{initializer 'init' is unavailable from asynchronous contexts}}
    let reading = try ReadTransaction(environment)
    // expected-error@+1 {{initializer 'init' is unavailable from asynchronous contexts}}
    let writing = try WriteTransaction(environment)
    _ = consume reading
    try writing.commit()
}
