import ByteCoding
import Foundation
import NewsFacts
import TestSupport
import Transparency

/// Inputs that are as they should be: from the corpora, the vectors of the date tests, and at random.
enum Seeds {
    /// Lines of the corpus, a few of each type.
    static let lines: [[UInt8]] = {
        let lines = Seed.files.flatMap { (try? Repository.lines(of: $0)) ?? [] }
        let byType = Dictionary(grouping: lines) {
            (try? Fact(json: Data($0.utf8)))?.type.name ?? ""
        }
        return byType.values.flatMap { $0.prefix(2) }.map { Array($0.utf8) }
    }()

    /// Facts of every type.
    static let facts: [Fact] = Catalogue.types.flatMap { type in
        var random = RandomFact(seed: UInt64(type.number))
        return (0..<2).map { _ in random.next(of: type) }
    }

    /// Every text in the vectors of the date tests that could be a date.
    static let dates: [String] = {
        let files = ["EDTFVectors", "DateSamples", "EDTFTests", "EDTFRefusalTests"]
        let texts = files.flatMap { file -> [String] in
            let lines =
                (try? Repository.lines(of: "Tests/NewsFactsTests/Dates/\(file).swift")) ?? []
            return lines.flatMap { $0.matches(of: /"([-0-9X.\/\[\]?~%TZ:+(){},SYE]{1,64})"/) }
                .map { String($0.output.1) }
        }
        return Set(texts).sorted()
    }()

    static let numerals = [
        "0", "-0", "1", "007", "-12.5", "0.001", "1000", "97400000000", "44000000000.00", "1.50",
        "1234567890123456789012345678901234", "-0.000000000000000000000000000000001",
    ]

    static let arguments: [[String]] = [
        [
            "view", "lawsuits", "--as-of", "2024-06-15", "--known-at", "#12", "--where",
            "party=acme",
        ],
        ["view", "lawsuits", "--during", "2024-03/2024-06", "--format", "csv", "--possible"],
        [
            "view", "alliances", "--between", "2024-03", "2024-06", "--sort", "since", "--limit",
            "3",
        ],
        ["append", "--type", "LawsuitFiled", "--subject", "lawsuit/x", "--occurred", "2024-02"]
            + ["--participant", "plaintiff=a", "--participant", "defendant=b=B Inc"]
            + ["--amount", ">= 97.4 USD", "--attribute", "claim=fraud", "--line", "3"]
            + ["--source", "d", "--basis", "relative", "--anchor", "2025-02-15"],
        ["append", "--file", "-", "--format", "jsonl"],
        ["correct", "12", "--reason", "r", "--statement", "s", "--modality", "quoted"],
        ["retract", "#12", "--reason", "r"],
        ["refine", "12", "--occurred", "2024", "--reason", "r"],
        ["dispute", "12", "--by", "a", "--reason", "r"], ["corroborate", "1", "--source", "d"],
        ["join", "1", "2", "--reason", "r"], ["merge", "a", "--into", "b", "--reason", "r"],
        [
            "log", "--subject", "s", "--entity", "e", "--type", "RoleHeld", "--from", "3",
            "--reverse",
        ],
        ["diff", "lawsuits", "--from", "2024", "--to", "2025-02-15T09:30:00Z"],
        ["diff", "lawsuits", "--as-of", "today", "--known-from", "2025-02-15T09:30:00.5+03:00"],
        ["timeline", "--about", "ماسك", "--during", "2018", "--known-at", "now"],
        ["history", "lawsuits", "lawsuit/x"], ["why", "lawsuits", "lawsuit/x"], ["show", "12"],
        ["rebuild", "lawsuits"], ["stats"], ["types", "RoleHeld"], ["views"], ["init"], ["--help"],
        ["help", "view"], ["--version"], ["view", "--help"],
    ]

    /// Blocks as `FileFormat.md` has them: of one event, and of two of which the later retracts.
    static let blocks: [[UInt8]] = [block(["fact"]), block(["one", "two"])]

    private static func block(_ events: [String]) -> [UInt8] {
        var bytes: [UInt8] = [2, 0, 0, 0]
        bytes.appendLittleEndian(UInt32(events.count))
        bytes.appendLittleEndian(Int64(1_735_689_600_000_000))
        bytes += [UInt8](repeating: 7, count: 32)
        var end: UInt32 = 0
        for event in events {
            end += UInt32(event.utf8.count)
            bytes += [UInt8](repeating: 0, count: 16)
            bytes.appendLittleEndian(end)
        }
        return bytes + events.flatMap { Array($0.utf8) }
    }

    /// A checkpoint over three events, by a key that anyone may know.
    private static let checkpoint: SignedCheckpoint? = {
        let seed =
            Array("PRIVATE+KEY+PeterNeumann+c74f20a3+".utf8)
            + Array("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz".utf8)
        let text = String(decoding: seed, as: UTF8.self)
        return (try? NoteSigner(parsing: text)).map {
            SignedCheckpoint(size: 3, root: leaf(3), signedBy: $0)
        }
    }()

    private static func leaf(_ number: UInt8) -> Digest { Digest(sha256Of: [number]) }

    /// Checkpoints as they are signed.
    static var notes: [[UInt8]] { [checkpoint?.bytes ?? []] }

    /// A proof of each kind under that checkpoint.
    static var proofs: [[UInt8]] {
        guard let checkpoint else { return [] }
        let hashes = [leaf(1), leaf(2)]
        return [
            OfflineInclusionProof(
                InclusionProof(index: 1, size: 3, hashes: hashes),
                in: checkpoint,
                extra: [1, 2, 3]
            ).bytes,
            OfflineConsistencyProof(
                ConsistencyProof(oldSize: 2, newSize: 3, hashes: hashes),
                to: checkpoint
            ).bytes,
        ]
    }

    /// Paths of tiles, and a bundle of entries.
    static let tiles: [[UInt8]] =
        ["tile/0/000", "tile/1/x001/234.p/8", "tile/entries/x012/345"].map { Array($0.utf8) }
        + [[0, 2, 65, 66, 0, 0, 0, 1, 67]]

    /// What `import` takes: a line of an export, and an event of CloudEvents.
    static let records: [[UInt8]] = [
        """
        {"position":3,"recordedAt":"2025-01-01T00:00:00.000000Z","fact":{"type":"LawsuitFiled",\
        "subject":"lawsuit/a","occurred":{"edtf":"2024-02","basis":"explicit"},\
        "participants":[["plaintiff","a"],["defendant","b"]],"modality":"asserted"}}
        """,
        """
        {"specversion":"1.0","id":"1","source":"/feed","type":"dateline.LawsuitFiled",\
        "subject":"lawsuit/a","time":"2025-01-01T00:00:00Z","datacontenttype":"application/json",\
        "data":{"type":"LawsuitFiled","subject":"lawsuit/a","participants":\
        [["plaintiff","a"],["defendant","b"]]}}
        """,
    ].map { Array($0.utf8) }

    static let events: [[UInt8]] = [58, 61].map { (columns: Int) in
        var cells = [String](repeating: "", count: columns)
        (cells[0], cells[1], cells[26]) = ("1", "20150218", "115")
        (cells[5], cells[6], cells[16]) = ("USAGOV", "UNITED STATES", "Élysée palace")
        cells[columns == 61 ? 59 : 56] = "20150219"
        cells[columns - 1] = "http://example.com/a b"
        return Array(cells.joined(separator: "\t").utf8)
    }

    static let rows: [[UInt8]] = ["a,,b", "\"a\"\"b\",\"c\r\nd\",e\r", "\"a", "a\"b"].map {
        Array($0.utf8)
    }
}
