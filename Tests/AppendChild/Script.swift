import Dateline
import EventLog
import Foundation
import LMDB
import NewsFacts
import Projecting
import TestSupport
import ViewStore

/// What a child does with a ledger: one act after another, of each of which it tells the outcome.
///
/// It says `did ACT` when an act was done, and `failed ACT: CODE: DESCRIPTION` when a typed error
/// was thrown; then it goes on to the next.
struct Script {
    let path: String
    var ledger: Ledger?
    /// Files that are kept open so that the process can open no more.
    var ballast: [FileHandle] = []

    mutating func run(_ acts: ArraySlice<String>) throws {
        // Read while there is the right to.
        precondition(FactSequence.corpusCount > 0, "the corpus cannot be read")
        for act in acts {
            do {
                try perform(act)
                Child.say("did \(act)")
            } catch let error as LedgerError {
                Child.say("failed \(act): \(error.code): \(error)")
            }
        }
    }

    private mutating func perform(_ act: String) throws {
        let parts = act.split(separator: ":").map(String.init)
        let numbers = parts.dropFirst().compactMap { Int($0) }
        switch parts[0] {
        case "create": ledger = try Ledger.create(at: path)
        case "open": ledger = try Ledger(at: path)
        case "read": ledger = try Ledger(at: path, access: .readOnly)
        case "close": ledger = nil
        case "append": try append(numbers)
        case "lie": Child.say("did append:\(numbers[0]):\(numbers[1])")
        case "show": try show(parts[1])
        case "rebuild": try opened().rebuild(try Ledger.projection(named: parts[1]))
        case "flush": try flushIndex()
        case "hold": try hold()
        case "repeat": try repeatForEver(numbers[0])
        // The library that makes calls fail stops doing so when it sees this.
        case "heal": setenv("FAULT_HEALED", "1", 1)
        default: try Limit.impose(parts, on: &ballast)
        }
    }

    private func opened() throws -> Ledger {
        guard let ledger else { throw LedgerError.noLedger(path: "that could not be opened") }
        return ledger
    }

    private func append(_ numbers: [Int]) throws {
        try opened().append(try FactSequence.facts(numbers[0]..<numbers[0] + numbers[1]))
    }

    /// Appends batches of seven from a place in the sequence on, each of which it tells as done.
    private func repeatForEver(_ start: Int) throws {
        let view = try Ledger.projection(named: "lawsuits")
        for batch in 0... {
            let first = start + batch * 7
            try append([first, 7])
            Child.say("did append:\(first):7")
            if batch % 5 == 4 { _ = try opened().table(of: view, asOf: Day(rawValue: 20_000)) }
            if batch % 11 == 10 { try opened().rebuild(view) }
        }
    }

    private func show(_ name: String) throws {
        let views = name == "all" ? Ledger.projections : [try Ledger.projection(named: name)]
        for view in views { _ = try opened().table(of: view, asOf: Day(rawValue: 20_000)) }
    }

    private func flushIndex() throws {
        let log = try opened().log
        do throws(LogError) { try log.flushIndex() } catch { throw LedgerError.log(error) }
    }

    /// Keeps a snapshot until the process is ended.
    private func hold() throws {
        let ledger = try opened()
        let snapshot = try ledger.snapshot()
        Child.say("holds \(snapshot.head.rawValue)")
        // A snapshot that is not used any more would not be kept.
        repeat { sleep(1) } while snapshot.head.rawValue > 0
    }
}

extension LedgerError {
    /// The number of the storage error at the bottom; 0 when there is none.
    var code: Int32 {
        switch self {
        case .log(.storage(let error)), .view(.storage(let error)),
            .view(.log(.storage(let error))):
            error.code.rawValue
        default: 0
        }
    }
}
