import Dateline
import NewsFacts
import Projecting
import TestSupport
import Testing

@testable import Claims
@testable import Offices

@Suite struct `A row that is stored` {
    /// Every row that random histories lead to, of every view.
    @Test(arguments: 0..<UInt64(Rounds.count(12)))
    func `is the same when it is read, and has the same bytes again`(seed: UInt64) throws {
        let folder = TemporaryFolder()
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: seed, stepCount: 60))
        var count = 0
        for view in [Diary.self] + Ledger.projections { count += try Self.check(view, of: ledger) }
        #expect(count > 20, "seed \(seed)")
    }

    private static func check<View: Projection>(
        _ view: View.Type,
        of ledger: Ledger
    ) throws -> Int {
        var count = 0
        for answer in try ledger.answers(view).joined() {
            for row in [answer.certain.row, answer.possible.row].compactMap(\.self) {
                let bytes = try row.stored()
                let read = try #require(View.Row(stored: bytes))
                #expect(read == row)
                #expect(try read.stored() == bytes)
                // No part of it is a row, nor is more than it.
                #expect(View.Row(stored: bytes + [0]) == nil)
                for end in 0..<bytes.count {
                    #expect(View.Row(stored: Array(bytes[..<end])) == nil)
                }
                count += 1
            }
        }
        return count
    }

    @Test func `of bytes of strangers is one or none, and never a trap`() throws {
        var randomness = SeededRandomness(3)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &randomness)).map { _ in
                UInt8.random(in: 0...255, using: &randomness)
            }
            for view in Ledger.projections { try Self.read(view, bytes) }
        }
    }

    private static func read<View: Projection>(_ view: View.Type, _ bytes: [UInt8]) throws {
        guard let row = View.Row(stored: bytes) else { return }
        #expect(View.Row(stored: try row.stored()) == row)
    }

    /// A property that `code(by:)` leaves out would be lost on the way to the file.
    @Test func `has all its stored properties in its bytes`() throws {
        for view in Ledger.projections { try Self.checkProperties(view) }
        try Self.checkProperties(of: Answer())
        try Self.checkProperties(of: Spell())
    }

    private static func checkProperties<View: Projection>(_ view: View.Type) throws {
        try checkProperties(of: View.Row())
    }

    private static func checkProperties(of value: some RowValue) throws {
        #expect(try value.stored().count == byteCount(of: value), "\(type(of: value))")
    }

    /// How many bytes a value has of which nothing is known, property by property.
    private static func byteCount(of value: Any) throws -> Int {
        switch value {
        case let text as String: return 1 + text.utf8.count
        case let word as any RawRepresentable<String>: return 1 + word.rawValue.utf8.count
        case is Int, is Bool: return 1
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .struct: return try mirror.children.reduce(0) { $0 + (try byteCount(of: $1.value)) }
        case .collection, .set, .optional:
            #expect(mirror.children.isEmpty)
            return 1
        default:
            Issue.record("\(type(of: value)) is nothing that a row can store")
            return 0
        }
    }
}

extension RowValue {
    fileprivate init?(stored bytes: [UInt8]) {
        var coder = RowCoder(reading: bytes)
        self.init()
        guard (try? code(by: &coder)) != nil, coder.isAtEnd else { return nil }
    }

    fileprivate func stored() throws -> [UInt8] {
        var value = self
        var coder = RowCoder(appendingTo: [])
        try value.code(by: &coder)
        return coder.written()
    }
}
