import Foundation
import LMDB
import Synchronization
import TestSupport

/// Random writes to an environment, the same for the same seed.
///
/// They make branch pages, values in overflow pages, deletes, free pages and lists of them that
/// are long, emptied tables, transactions that are dropped, and readers that live on meanwhile.
struct Workload {
    private var numbers: SeededRandomness
    private let tables: [Table]
    private let environment: Environment

    init(seed: UInt64, on environment: Environment, tableCount: Int) throws(LMDBError) {
        numbers = SeededRandomness(seed)
        self.environment = environment
        tables = try environment.createTables((0..<tableCount).map { index in "table \(index)" })
    }

    /// Commits, or drops, that many transactions.
    mutating func run(transactionCount: Int, operationCount: Int) throws(LMDBError) {
        let environment = environment
        var left = transactionCount
        while left > 0 {
            let isRead = number(below: 4) == 0
            let count = isRead ? number(below: left) + 1 : 1
            left -= count
            if isRead {
                let reading = try ReadTransaction(environment)
                for _ in 0..<count { try write(operationCount) }
                _ = try reading.statistics(of: tables[0])
            } else {
                for _ in 0..<count { try write(operationCount) }
            }
        }
    }

    private mutating func write(_ operationCount: Int) throws(LMDBError) {
        let environment = environment
        var transaction = try WriteTransaction(environment)
        let style = number(below: 10)
        for _ in 0..<number(below: operationCount) + 1 {
            let table = tables[number(below: tables.count)]
            let key = key
            switch style == 0 ? 9 : number(below: 10) {
            case 0..<6:
                try transaction.put(value.span, forKey: key.span, in: table)
            case 6:
                let byteCount = number(below: 40_000)
                try transaction.put(byteCount: byteCount, forKey: key.span, in: table) { output in
                    for index in 0..<byteCount { output.append(UInt8(truncatingIfNeeded: index)) }
                }
            case 7 where number(below: operationCount * 4) == 0:
                try transaction.removeAll(in: table)
            default:
                _ = try transaction.delete(key.span, in: table)
            }
        }
        if number(below: 8) > 0 { try transaction.commit() }
    }

    /// A short key of few that there are, now and then a long one.
    private var key: [UInt8] {
        mutating get {
            var key = Array("key \(number(below: 400))".utf8)
            if number(below: 6) == 0 {
                key += [UInt8](repeating: 97, count: number(below: 500))
            }
            return key
        }
    }

    private var value: [UInt8] {
        mutating get {
            let byteCount = number(below: 5) == 0 ? number(below: 9_000) : number(below: 60)
            return (0..<byteCount).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
        }
    }

    private mutating func number(below bound: Int) -> Int {
        Int(numbers.next() % UInt64(bound))
    }
}

/// A thread that writes until it is stopped, whatever the tests wait for meanwhile.
final class Writer: Sendable {
    private let isStopped = Atomic(false)

    init(to environment: Environment) {
        Thread.detachNewThread { [self] in
            guard var workload = try? Workload(seed: 1, on: environment, tableCount: 2) else {
                return
            }
            while !isStopped.load(ordering: .relaxed) {
                try? workload.run(transactionCount: 5, operationCount: 20)
            }
        }
    }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
    }
}
