import Foundation
import LMDB
import Testing

/// What a process does that has called `exitOnDamage`, each in a process of its own.
@Suite struct `A page that cannot be read` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    private var path: String { folder.file("ledger.mdb") }

    /// A file with a branch page and as many leaves as several kilobytes of keys need.
    private func makeLedger() throws {
        let ledger = try folder.ledger()
        try ledger.put((0..<400).map { index in ("key \(1_000 + index)", "value") })
    }

    private func sentence(_ path: String) -> String {
        "ledger: \(path) is damaged or cannot be read; "
            + "`ledger verify` names the place; restore a backup\n"
    }

    private func said(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }

    @Test func `ends the process with a sentence that names the file`() async throws {
        try makeLedger()
        let result = await #expect(
            processExitsWith: .exitCode(1),
            observing: [\.standardErrorContent]
        ) { [path = path as String] in
            Environment.exitOnDamage(program: "ledger")
            try readCutFile(path)
        }
        #expect(said(result) == sentence(path))
    }

    @Test func `ends it without the sentence when nobody asked for it`() async throws {
        try makeLedger()
        let result = await #expect(
            processExitsWith: .failure,
            observing: [\.standardErrorContent]
        ) { [path = path as String] in
            try readCutFile(path)
        }
        #expect(!said(result).contains(sentence(path)))
    }

    @Test func `is found among several files, one of them mapped anew`() async throws {
        try makeLedger()
        let result = await #expect(
            processExitsWith: .exitCode(1),
            observing: [\.standardErrorContent]
        ) { [path = path as String] in
            let first = try Ledger(at: path + ".other", access: .create)
            Environment.exitOnDamage(program: "ledger")
            Environment.exitOnDamage(program: "another")
            try withCutFile(path) { ledger in
                try ledger.environment.grow()
                try first.put([("a", "1")])
                _ = try ledger.entries()
            }
        }
        #expect(said(result) == sentence(path))
    }

    @Test func `is found by a name that leads to the file`() async throws {
        try makeLedger()
        let alias = folder.file("alias.mdb")
        try FileManager.default.createSymbolicLink(atPath: alias, withDestinationPath: path)
        let result = await #expect(
            processExitsWith: .exitCode(1),
            observing: [\.standardErrorContent]
        ) { [alias = alias as String] in
            Environment.exitOnDamage(program: "ledger")
            try readCutFile(alias)
        }
        #expect(said(result) == sentence(alias))
    }

    /// Damage that leads LMDB to no address at all: a table with one value for a key has none of
    /// what LMDB keeps for several.
    @Test func `is reported too when a bit calls an entry one of several values`() async throws {
        try makeLedger()
        var image = try Image(of: path)
        #expect(image.flags(of: image.tableRoot) == 1)
        // The leaf that the root leads to first, and the first entry on it.
        let child = image.node(0, of: image.tableRoot)
        let leaf = Int(image.integer(at: child, byteCount: 6))
        #expect(image.flags(of: leaf) == 2)
        image.bytes[image.node(0, of: leaf) + 4] ^= 4
        try image.write()
        #expect(try !Environment.check(at: path).isSound)
        let result = await #expect(
            processExitsWith: .exitCode(1),
            observing: [\.standardErrorContent]
        ) { [path = path as String] in
            Environment.exitOnDamage(program: "ledger")
            _ = try Ledger(at: path, access: .readOnly).entries()
        }
        #expect(said(result) == sentence("a data file"))
    }

    @Test func `is reported too when LMDB itself finds a contradiction`() async throws {
        try makeLedger()
        var image = try Image(of: path)
        // A branch with one child.
        #expect(image.flags(of: image.tableRoot) == 1)
        image.set(18, at: image.place(image.tableRoot, 12), byteCount: 2)
        try image.write()
        let result = await #expect(
            processExitsWith: .exitCode(1),
            observing: [\.standardErrorContent]
        ) { [path = path as String] in
            Environment.exitOnDamage(program: "ledger")
            _ = try Ledger(at: path, access: .readOnly).entries()
        }
        #expect(said(result) == sentence(path))
        await #expect(processExitsWith: .signal(SIGABRT)) { [path = path as String] in
            _ = try Ledger(at: path, access: .readOnly).entries()
        }
    }
}

@Suite struct `A fault that no file is to blame for` {
    /// How a process ends depends on the sanitizer that it runs with; what it says must not.
    private func check(_ result: ExitTest.Result?) {
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(result != nil)
        #expect(!said.contains("is damaged or cannot be read"))
    }

    @Test func `ends the process as before`() async {
        check(
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                Environment.exitOnDamage(program: "ledger")
                UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
            }
        )
    }

    @Test func `ends the process when it was only sent`() async {
        check(
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                Environment.exitOnDamage(program: "ledger")
                kill(getpid(), SIGBUS)
                // Another thread may be the one to be told.
                sleep(30)
            }
        )
    }

    @Test func `goes to the handler that was there before`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in _exit(42) }
            sigaction(SIGSEGV, &action, nil)
            Environment.exitOnDamage(program: "ledger")
            UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        }
    }

    @Test func `is handled with the signals blocked that were before`() async {
        // Swift's own handler takes further faults while it prints a backtrace.
        await #expect(processExitsWith: .success) {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in _exit(42) }
            action.sa_flags = Int32(SA_NODEFER)
            sigaddset(&action.sa_mask, SIGUSR1)
            sigaction(SIGSEGV, &action, nil)
            Environment.exitOnDamage(program: "ledger")
            sigaction(SIGSEGV, nil, &action)
            try #require(action.sa_flags & Int32(SA_NODEFER) != 0)
            try #require(action.sa_flags & Int32(SA_ONSTACK) != 0)
            try #require(sigismember(&action.sa_mask, SIGUSR1) == 1)
        }
    }

    @Test func `may be a stack that is too deep`() async {
        check(
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                Environment.exitOnDamage(program: "ledger")
                _ = depth(of: 0)
            }
        )
    }
}

/// Goes deeper than any stack is.
private func depth(of level: Int) -> Int {
    var room = (0..<64).map { index in index + level }
    room[level % 64] += depth(of: level + 1)
    return room.reduce(0, &+)
}

private func readCutFile(_ path: String) throws {
    try withCutFile(path) { ledger in _ = try ledger.entries() }
}

/// Gives a ledger whose file loses all but its meta pages after it was opened.
private func withCutFile(_ path: String, _ body: (Ledger) throws -> Void) throws {
    let ledger = try Ledger(at: path, access: .readWrite)
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.truncate(atOffset: 8_192)
    try body(ledger)
}
