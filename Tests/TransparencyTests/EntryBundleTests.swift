import Testing
import Transparency

@Suite struct `A bundle of entries` {
    @Test func `has each entry after its length in two bytes`() throws {
        let long = [UInt8](repeating: 7, count: 0x0102)
        let bundle = try EntryBundle([[0xAA, 0xBB], [], long])
        #expect(bundle.bytes == [0, 2, 0xAA, 0xBB, 0, 0, 1, 2] + long)
        #expect(try EntryBundle(decoding: bundle.bytes, count: 3) == bundle)
    }

    @Test func `holds up to 256 entries of up to 65,535 bytes`() throws {
        let longest = [UInt8](repeating: 1, count: 65_535)
        let full = try EntryBundle([longest] + Array(repeating: [2], count: 255))
        #expect(try EntryBundle(decoding: full.bytes, count: 256) == full)
        #expect(throws: EntryBundleError.entryTooLong(entry: 1, byteCount: 65_536)) {
            try EntryBundle([[], longest + [1]])
        }
        for count in [0, 257] {
            #expect(throws: EntryBundleError.entryCount(count)) {
                try EntryBundle(Array(repeating: [], count: count))
            }
            #expect(throws: EntryBundleError.entryCount(count)) {
                try EntryBundle(decoding: full.bytes, count: count)
            }
        }
    }

    @Test func `is refused wherever it was cut off`() throws {
        let bytes = try EntryBundle([[1, 2, 3], [], [4]]).bytes
        let starts = [0, 5, 7]
        for count in bytes.indices {
            let entry = [5, 7, 10].count { $0 <= count }
            let expected = EntryBundleError.truncated(entry: entry, offset: starts[entry])
            #expect(throws: expected) {
                try EntryBundle(decoding: Array(bytes[..<count]), count: 3)
            }
        }
    }

    @Test func `is refused when it goes on after its last entry`() throws {
        let bytes = try EntryBundle([[1, 2, 3], [], [4]]).bytes
        #expect(throws: EntryBundleError.oversized(offset: 10, byteCount: 11)) {
            try EntryBundle(decoding: bytes + [0], count: 3)
        }
        #expect(throws: EntryBundleError.oversized(offset: 7, byteCount: 10)) {
            try EntryBundle(decoding: bytes, count: 2)
        }
    }
}
