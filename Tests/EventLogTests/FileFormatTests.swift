import ByteCoding
import EventLog
import TestSupport
import Testing

/// The bytes of a small log, digit by digit.
///
/// When one of these tests fails, the format has changed,
/// and every ledger there is has become unreadable: raise the version and read both.
@Suite struct `The format of a log` {
    private let folder = TemporaryFolder()

    private let fact = SampleEvent.event(
        "A",
        type: 100,
        effect: .adds(lo: 1, hi: -2 + 4),
        subject: "s",
        entities: ["e", "f"],
        externalID: "x"
    )

    /// Makes the log, and closes it.
    private func write() throws {
        // The index takes the numbers that it finds.
        let seed = StoredFile.Pair(Array("seed".utf8), Array(UInt8(1)...16))
        try StoredFile.put(seed, in: "meta", at: folder.file("index.mdb"))
        var identity = ByteReader(Array(UInt8(0)..<16).span)
        let log = try EventLog.create(
            in: folder.path,
            identity: try LogIdentity(from: &identity),
            reader: SampleEvent.keys
        )
        let correction = SampleEvent.event("B", type: 1, effect: .replaces(fact.id))
        let retraction = SampleEvent.event("CD", type: 2, effect: .retracts(correction.id))
        try log.append([fact, correction], at: 0x0102_0304_0506_0708)
        try log.append([retraction], at: 0x0102_0304_0506_0709)
        let old = SampleEvent.event("E", type: 100, effect: .adds(lo: .min, hi: -1))
        let fillers = (0..<1_100).map { SampleEvent.event("filler \($0)", type: 300) }
        try log.append([old], at: 0x0102_0304_0506_0709)
        try log.append(fillers, at: 0x0102_0304_0506_0709)
        try log.flushIndex()
    }

    @Test func `has its name, version and identity in the table meta`() throws {
        try write()
        let pairs = try StoredFile.pairs(of: "meta", at: folder.file("log.mdb"))
        #expect(pairs.map(\.key.hexadecimal) == ["646174656c696e65"])
        #expect(
            pairs.map(\.value.hexadecimal) == [
                "02000000" + "000102030405060708090a0b0c0d0e0f" + "fcb2aedb"
            ]
        )
    }

    @Test func `has a block of head, root, header column and payload for each commit`() throws {
        try write()
        let pairs = try StoredFile.pairs(of: "blocks", at: folder.file("log.mdb"))
        #expect(
            pairs.map(\.key.hexadecimal) == [
                "0000000000000000", "0000000000000002", "0000000000000003", "0000000000000004",
            ]
        )
        // version, form, spare | events | recorded, then the root of the tree
        let first =
            "02010000" + "02000000" + "0807060504030201"
            + "2308faf6136d313a22e5a5871334754f6071f9be4a674ceb12d095b49e04e285"
            // type, length or kind | lo or lineage | first bytes of the id | end
            + "64000100" + "01000000" + "af3f339d" + "0a0000"
            + "0100feff" + "00000000" + "df7e70e5" + "0b0000"
            + "1e731f781f652c661f41" + "42"
        let second =
            "02010000" + "01000000" + "0907060504030201"
            + "022989a8c821c0723c4db7385bc353d6606a4df8bc8777df8bdee9206f3d39d3"
            + "0200ffff" + "00000000" + "90ec5812" + "020000" + "4344"
        let third =
            "02000000" + "01000000" + "0907060504030201"
            + "33eafe18cd7f8ec4e15c086f5c16d58a25a0d7b268ae7dca949684f3964157b5"
            // The long form: type, kind | lo, hi
            + "64000000" + "00000080ffffffff" + "a9f51566" + "01000000" + "45"
        #expect(pairs.prefix(3).map(\.value.hexadecimal) == [first, second, third])
    }

    @Test func `has the subtrees of 256 entries that a block completes between root and headers`()
        throws
    {
        try write()
        let last = try #require(
            try StoredFile.pairs(of: "blocks", at: folder.file("log.mdb")).last
        )
        // Computed from the definition of the tree by another program.
        let expected =
            "02010000" + "4c040000" + "0907060504030201"
            + "77bc67c3413d989ec2f3b2e3979e45aae8cd16af6c544dc82fc1b73bbc6ad205"
            + "1f21f03b04c5d87f62422d1820923d797206af35ea336bfbff9f0fe585fa3170"
            + "e596d870a62d0cd0b77c309b3f3e0b1741808206d1d806af1202c4501a0b49b6"
            + "739efcdfeeb067ab341b08aad29f3fc27b4286aa7f0f00627b0d4a6df8f92042"
            + "b9055119ab3f5ee228e15143210ee17efdb251de9555e924a405ad1cc0d58bcc"
            + "2c010000"
        #expect(last.value.prefix(expected.count / 2).map { $0 }.hexadecimal == expected)
    }

    @Test func `has blocks of postings by kind, content and position in its index`() throws {
        try write()
        let path = folder.file("index.mdb")
        let meta = try StoredFile.pairs(of: "meta", at: path)
        #expect(
            meta.map { $0.key.hexadecimal + "=" + $0.value.hexadecimal } == [
                Array("seed".utf8).hexadecimal + "=" + "0102030405060708090a0b0c0d0e0f10",
                Array("state".utf8).hexadecimal + "=" + "0000000000000450"
                    + "000000000000000000000000000000000000000000000000"
                    + "0000000000000000000000" + "0000000000000000000000"
                    + "0000000000000000000000"
                    + "000102030405060708090a0b0c0d0e0f" + "0907060504030201"
                    + "909b9903ec3834c9f37fece9c94ccda12a46234210bf26300761db9c954115f6",
            ]
        )
        for level in 2...4 {
            #expect(try StoredFile.pairs(of: "level-\(level)", at: path) == [])
        }
        let blocks = try StoredFile.pairs(of: "level-1", at: path)
        var postings: [String] = []
        for block in blocks {
            let own = stride(from: 0, to: block.value.count, by: 11).map {
                block.value[$0..<$0 + 11].map { $0 }.hexadecimal
            }
            postings += own
            #expect(block.value.count <= 370 * 11)
            #expect(own.allSatisfy { $0 <= block.key.hexadecimal })
        }
        #expect(blocks.last?.key.hexadecimal == "ffffffffffffffffffffff")
        #expect(postings == postings.sorted())
        func places(_ kind: String, _ content: String) -> [String] {
            postings.filter { $0.hasPrefix(kind + content) }.map { String($0.suffix(10)) }
        }
        let id = fact.id.bytes.prefix(5).map { $0 }.hexadecimal
        let (first, second, third) = ("0000000000", "0000000001", "0000000002")
        #expect(places("01", id) == [first])
        // Computed from the definition of a term by another program.
        #expect(places("02", "14f8738868") == [first])
        #expect(places("03", "2a32988b1e") == [first])
        #expect(places("03", "7bc9837936") == [first])
        #expect(places("04", "0000000064") == [first, "0000000003"])
        #expect(places("05", "1266a83811") == [first])
        #expect(places("06", first) == [second, third])
        #expect(postings.count == 2 * 1_104 + 2 + 4)
    }
}
