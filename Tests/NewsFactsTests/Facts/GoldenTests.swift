import Foundation
import NewsFacts
import TestSupport
import Testing

/// The stored form of one fact of every type, as the first release wrote it.
///
/// The bytes of a released type never change, for its facts are named by their digest. A new type
/// gets a line; to write the file anew, before a release or after a deliberate change of format, run
///
///     DATELINE_RECORD_GOLDEN=1 swift test --filter 'golden bytes'
///
/// and read the difference before it is committed.
@Suite struct `The golden bytes of a fact` {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden/facts.txt")
    /// Writes the file anew when that is asked for, once and before anything is read of it.
    private static let recording = Result {
        guard ProcessInfo.processInfo.environment["DATELINE_RECORD_GOLDEN"] != nil else { return }
        let lines = Catalogue.types.map { "\($0.name)\t\(GoldenFact.of($0).bytes.hexadecimal)\n" }
        try lines.joined().write(to: file, atomically: true, encoding: .utf8)
    }

    @Test func `are those that were recorded, for every type`() throws {
        let recorded = try Self.recorded()
        #expect(recorded.map(\.name) == Catalogue.types.map(\.name))
        for (name, hexadecimal) in recorded {
            let type = try #require(Catalogue.type(named: name))
            #expect(GoldenFact.of(type).bytes.hexadecimal == hexadecimal, "\(name)")
        }
    }

    @Test func `are read as the fact that was recorded, for every type`() throws {
        for (name, hexadecimal) in try Self.recorded() {
            let type = try #require(Catalogue.type(named: name))
            let fact = try Fact(bytes: [UInt8](hexadecimal: hexadecimal).span)
            #expect(fact == GoldenFact.of(type), "\(name)")
        }
    }

    @Test func `are read and written again without a change`() throws {
        for (name, hexadecimal) in try Self.recorded() {
            let fact = try Fact(bytes: [UInt8](hexadecimal: hexadecimal).span)
            #expect(fact.bytes.hexadecimal == hexadecimal, "\(name)")
        }
    }

    @Test func `are those of valid facts`() throws {
        for type in Catalogue.types {
            let fact = GoldenFact.of(type)
            #expect(throws: Never.self, "\(type)") { try fact.validated() }
        }
    }

    private static func recorded() throws -> [(name: String, hexadecimal: String)] {
        try recording.get()
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let fields = line.split(separator: "\t")
            return (String(fields[0]), String(fields[1]))
        }
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    fileprivate init(hexadecimal text: String) {
        let digits = text.map { $0 }
        self = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
    }
}
