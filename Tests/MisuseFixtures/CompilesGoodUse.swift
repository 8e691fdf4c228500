// Control: good use of every type compiles without a diagnostic.
import LMDB

func recordOnce(_ environment: Environment, _ table: Table) throws(LMDBError) -> Int {
    let key: [UInt8] = [1]
    var transaction = try WriteTransaction(environment)
    do {
        var cursor = try transaction.cursor(over: table)
        while let entry = try cursor.next() {
            if entry.key.count == 1 { break }
        }
    }
    if let value = try transaction.value(forKey: key.span, in: table), value.count > 0 {
        return value.count
    }
    try transaction.append(key.span, forKey: key.span, in: table)
    try transaction.put(byteCount: 1, forKey: key.span, in: table) { output in
        output.append(7)
    }
    try transaction.commit()
    let reading = try ReadTransaction(environment)
    return try reading.statistics(of: table).entryCount
}
