import Foundation
import LMDB
import Testing

@Suite struct `Two processes` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    @Test func `see each other's commits`() async throws {
        let ledger = try folder.ledger()
        try ledger.put([("a", "1")])
        await #expect(processExitsWith: .success) { [path = folder.file("ledger.mdb") as String] in
            let other = try Ledger(at: path, access: .readWrite)
            try #require(try other.value("a") == "1")
            try other.put([("b", "2")])
        }
        #expect(try ledger.entries() == [["a", "1"], ["b", "2"]])
    }

    @Test func `write in turn`() async throws {
        let ledger = try folder.ledger()
        let path = folder.file("ledger.mdb")
        async let theirs: Void = writeElsewhere(to: path)
        for index in 0..<50 { try ledger.put([("our \(index)", "")]) }
        _ = await theirs
        #expect(try ledger.entries().count == 100)
    }

    @Test func `do not lose a commit when one is killed while it writes`() async throws {
        let ledger = try folder.ledger()
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = folder.file("ledger.mdb") as String] in
            let other = try Ledger(at: path, access: .readWrite)
            try other.put([("a", "1")])
            try dieWriting(other)
        }
        try ledger.put([("c", "3")])
        #expect(try ledger.entries() == [["a", "1"], ["c", "3"]])
    }

    @Test func `leave a sound file when both are gone, one killed`() async throws {
        let path = folder.file("ledger.mdb")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let other = try Ledger(at: path, access: .create)
            try other.put([("a", "1")])
            try dieWriting(other)
        }
        #expect(try Ledger(at: path, access: .readOnly).entries() == [["a", "1"]])
    }

    @Test func `clear the slot of a reader that was killed`() async throws {
        let path = folder.file("ledger.mdb")
        let ledger = try folder.ledger()
        try ledger.put([("a", "1")])
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try dieReading(try Ledger(at: path, access: .readOnly))
        }
        #expect(try ledger.environment.readers().filter { $0.transactionID != nil }.isEmpty)
    }

    @Test func `find a place for a reader where dead ones took all`() async throws {
        var options = Environment.Options()
        options.readerCountMax = 1
        let ledger = try folder.ledger(options)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = folder.file("ledger.mdb") as String] in
            try dieReading(try Ledger(at: path, access: .readWrite))
        }
        #expect(try ledger.entries().isEmpty)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can take on another user"))
    func `read where one may neither write the file nor make a lock file`() async throws {
        do { try folder.ledger().put([("a", "1")]) }
        try FileManager.default.removeItem(atPath: folder.file("ledger.mdb-lock"))
        try setMode(0o555, folder.path)
        try setMode(0o444, folder.file("ledger.mdb"))
        await readAsNobody()
    }

    @Test(.enabled(if: geteuid() == 0, "only root can take on another user"))
    func `read where one may not write a lock file that is there`() async throws {
        do { try folder.ledger().put([("a", "1")]) }
        try setMode(0o755, folder.path)
        try setMode(0o444, folder.file("ledger.mdb-lock"))
        await readAsNobody()
    }

    @Test(.enabled(if: geteuid() == 0, "only root can take on another user"))
    func `do not read or write what one has no permission for`() async throws {
        do { try folder.ledger().put([("a", "1")]) }
        try setMode(0o755, folder.path)
        try setMode(0o600, folder.file("ledger.mdb"))
        await #expect(processExitsWith: .success) { [path = folder.file("ledger.mdb") as String] in
            try #require(setuid(65_534) == 0)
            for access in [Environment.Access.readOnly, .readWrite, .create] {
                let error = thrown { _ = try Environment(at: path, access: access) }
                try #require(error?.code == .permissionDenied)
            }
        }
    }

    private func writeElsewhere(to path: String) async {
        await #expect(processExitsWith: .success) { [path = path as String] in
            let other = try Ledger(at: path, access: .readWrite)
            for index in 0..<50 { try other.put([("their \(index)", "")]) }
        }
    }

    /// Reads the file as a user with no rights, in another process.
    private func readAsNobody() async {
        await #expect(processExitsWith: .success) { [path = folder.file("ledger.mdb") as String] in
            try #require(setuid(65_534) == 0)
            let ledger = try Ledger(at: path, access: .readOnly)
            try #require(!ledger.environment.usesLockFile)
            try #require(try ledger.entries() == [["a", "1"]])
        }
    }

    private func setMode(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}

/// Ends this process the hard way, with changes that are not committed.
func dieWriting(_ ledger: Ledger) throws(LMDBError) {
    var transaction = try WriteTransaction(ledger.environment)
    try transaction.put(bytes("2").span, forKey: bytes("b").span, in: ledger.facts)
    kill(getpid(), SIGKILL)
    try transaction.commit()
}

/// Ends this process the hard way, while it reads.
func dieReading(_ ledger: Ledger) throws(LMDBError) {
    let transaction = try ReadTransaction(ledger.environment)
    kill(getpid(), SIGKILL)
    _ = try transaction.statistics(of: ledger.facts)
}
