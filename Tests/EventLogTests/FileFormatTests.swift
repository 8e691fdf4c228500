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
            pairs.map(\.value.hexadecimal) == ["01000000" + "000102030405060708090a0b0c0d0e0f"]
        )
    }

    @Test func `has a block of head, header column and payload for each commit`() throws {
        try write()
        let pairs = try StoredFile.pairs(of: "blocks", at: folder.file("log.mdb"))
        #expect(
            pairs.map(\.key.hexadecimal) == [
                "0000000000000000", "0000000000000002", "0000000000000003", "0000000000000004",
            ]
        )
        // version, spare | events | recorded
        let first =
            "01000000" + "02000000" + "0807060504030201"
            // type, kind | lo, hi or lineage | hash of the subject | end
            + "64000000" + "0100000002000000" + "\(hashOfS)" + "0a000000"
            + "01000100" + "0000000000000000" + "c59d1c81" + "0b000000"
            + "1e731f781f652c661f41" + "42"
        let second =
            "01000000" + "01000000" + "0907060504030201"
            + "02000200" + "0000000000000000" + "c59d1c81" + "02000000" + "4344"
        let third =
            "01000000" + "01000000" + "0907060504030201"
            + "64000000" + "00000080ffffffff" + "c59d1c81" + "01000000" + "45"
        #expect(pairs.prefix(3).map(\.value.hexadecimal) == [first, second, third])
        #expect(
            pairs[3].value.prefix(16).map { $0 }.hexadecimal == "010000004c0400000907060504030201"
        )
    }

    /// FNV-1a of "s", least significant byte first.
    private var hashOfS: String { "82450cf6" }

    @Test func `has keys by kind, content and position in its index`() throws {
        try write()
        let path = folder.file("index.mdb")
        let meta = try StoredFile.pairs(of: "meta", at: path)
        #expect(
            meta.map { $0.key.hexadecimal + "=" + $0.value.hexadecimal } == [
                Array("state".utf8).hexadecimal + "=" + "0000000000000450"
                    + "000102030405060708090a0b0c0d0e0f" + "0907060504030201"
                    + "909b9903ec3834c9f37fece9c94ccda12a46234210bf26300761db9c954115f6"
            ]
        )
        let postings = try StoredFile.pairs(of: "postings", at: path)
        #expect(postings.allSatisfy { $0.value.isEmpty })
        let keys = postings.map(\.key.hexadecimal)
        let id = fact.id.bytes.prefix(8).map { $0 }.hexadecimal
        #expect(keys.filter { $0.hasPrefix("01" + id) } == ["01" + id + "0000000000000000"])
        #expect(keys.filter { $0.hasPrefix("02") } == ["027300" + "0000000000000000"])
        #expect(
            keys.filter { $0.hasPrefix("03") } == [
                "036500" + "0000000000000000", "036600" + "0000000000000000",
            ]
        )
        #expect(
            keys.filter { $0.hasPrefix("040064") } == [
                "040064" + "0000000000000000", "040064" + "0000000000000003",
            ]
        )
        #expect(keys.filter { $0.hasPrefix("05") } == ["057800" + "0000000000000000"])
        #expect(
            keys.filter { $0.hasPrefix("060000000000000000") } == [
                "060000000000000000" + "0000000000000000",
                "060000000000000000" + "0000000000000001",
                "060000000000000000" + "0000000000000002",
            ]
        )
        #expect(keys.count == 3 * 1_104 + 4)
    }
}
