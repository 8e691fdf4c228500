import Foundation
import LMDB

/// A folder of one test's own, removed with all that is in it when the test ends.
final class Folder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(component: "lmdb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
    }

    /// The folder of a test, as it is seen by a process that the test has started.
    init(at path: String) {
        self.path = path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a file in the folder.
    func file(_ name: String) -> String {
        path + "/" + name
    }

    /// A new environment with one table, or the one that is there.
    func ledger(_ options: Environment.Options = .init()) throws(LMDBError) -> Ledger {
        try Ledger(at: file("ledger.mdb"), access: .create, options: options)
    }
}

/// An environment with one table, as most tests need it.
struct Ledger: Sendable {
    let environment: Environment
    let facts: Table

    init(
        at path: String,
        access: Environment.Access,
        options: Environment.Options = .init()
    ) throws(LMDBError) {
        environment = try Environment(at: path, access: access, options: options)
        facts =
            access == .readOnly
            ? try environment.openTable("facts") : try environment.createTable("facts")
    }

    /// Puts entries in a transaction of their own.
    func put(_ entries: [(String, String)]) throws(LMDBError) {
        var transaction = try WriteTransaction(environment)
        for (key, value) in entries {
            try transaction.put(Array(value.utf8).span, forKey: Array(key.utf8).span, in: facts)
        }
        try transaction.commit()
    }

    /// A copy of the value of a key, read in a transaction of its own.
    func value(_ key: String) throws(LMDBError) -> String? {
        let transaction = try ReadTransaction(environment)
        return try text(of: key, in: facts, transaction)
    }

    /// Copies of all entries, read in a transaction of their own.
    func entries() throws(LMDBError) -> [[String]] {
        let transaction = try ReadTransaction(environment)
        var cursor = try transaction.cursor(over: facts)
        var entries: [[String]] = []
        while let entry = try cursor.next() {
            entries.append([text(entry.key), text(entry.value)])
        }
        return entries
    }
}

/// A copy of the value of a key in either kind of transaction.
func text<T: Transaction & ~Copyable & ~Escapable>(
    of key: String,
    in table: Table,
    _ transaction: borrowing T
) throws(LMDBError) -> String? {
    guard let value = try transaction.value(forKey: Array(key.utf8).span, in: table) else {
        return nil
    }
    return text(value)
}

/// A copy of bytes as text.
func text(_ bytes: Span<UInt8>) -> String {
    var copy: [UInt8] = []
    for index in bytes.indices { copy.append(bytes[index]) }
    return String(decoding: copy, as: UTF8.self)
}

/// The error that `body` throws, or `nil`.
func thrown(_ body: () throws -> Void) -> LMDBError? {
    do {
        try body()
        return nil
    } catch {
        return error as? LMDBError
    }
}

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] {
    Array(text.utf8)
}
