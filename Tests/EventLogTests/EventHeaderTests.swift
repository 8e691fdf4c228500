import ByteCoding
import TestSupport
import Testing

@testable import EventLog

@Suite struct `The header of an event` {
    private static let position = Position(rawValue: 1 << 39)

    private static func bytes(_ header: EventHeader, _ form: EventHeader.Form) -> [UInt8] {
        var bytes: [UInt8] = []
        header.write(to: &bytes, form)
        return bytes
    }

    private static func header(
        _ bytes: [UInt8],
        _ form: EventHeader.Form,
        at position: Position = position
    ) throws -> EventHeader? {
        var reader = ByteReader(bytes.span)
        return try EventHeader(from: &reader, form, at: position)
    }

    @Test(arguments: [EventHeader.Form.whole, .short])
    func `is read as it was written`(form: EventHeader.Form) throws {
        var randomness = SeededRandomness(3)
        for _ in 0..<2_000 {
            let lo = Int32.random(in: .min...(.max - 65_533), using: &randomness)
            let lineage = Position(rawValue: UInt64.random(in: 0..<1 << 32, using: &randomness))
            let effects: [EventHeader.Effect] = [
                .adds(lo: lo, hi: lo + Int32.random(in: 0...65_533, using: &randomness)),
                .replaces(lineage: lineage), .retracts(lineage: lineage),
            ]
            for effect in effects {
                let type = UInt16.random(in: 0...(.max), using: &randomness)
                let header = EventHeader(type: type, effect: effect)
                #expect(header.isShort)
                let bytes = Self.bytes(header, form)
                #expect(bytes.count == form.headerByteCount)
                #expect(try Self.header(bytes, form) == header)
            }
        }
    }

    @Test func `that has no short form is read as it was written in the long one`() throws {
        var randomness = SeededRandomness(4)
        for _ in 0..<2_000 {
            let lo = Int32.random(in: .min...0, using: &randomness)
            let far = UInt64.random(in: 1 << 32..<Self.position.rawValue, using: &randomness)
            let lineage = Position(rawValue: far)
            let effects: [EventHeader.Effect] = [
                .adds(lo: lo, hi: lo + Int32.random(in: 65_534...(.max), using: &randomness)),
                .adds(lo: .min, hi: .max), .replaces(lineage: lineage),
                .retracts(lineage: lineage),
            ]
            for effect in effects {
                let header = EventHeader(type: 7, effect: effect)
                #expect(!header.isShort)
                #expect(try Self.header(Self.bytes(header, .whole), .whole) == header)
            }
        }
    }

    @Test func `is short up to the last length and the last lineage that there is room for`() {
        let last = Position(rawValue: 1 << 32)
        let shortness: [(EventHeader.Effect, Bool)] = [
            (.adds(lo: 0, hi: 65_533), true), (.adds(lo: 0, hi: 65_534), false),
            (.adds(lo: .max, hi: .max), true), (.adds(lo: .min, hi: .min), true),
            (.adds(lo: .min, hi: .max), false), (.adds(lo: .min, hi: 0), false),
            (.replaces(lineage: Position(rawValue: last.rawValue - 1)), true),
            (.replaces(lineage: last), false), (.retracts(lineage: last), false),
        ]
        for (effect, isShort) in shortness {
            #expect(EventHeader(type: 7, effect: effect).isShort == isShort, "\(effect)")
        }
    }

    @Test func `that speaks of days or facts that cannot be is none`() throws {
        // One day more than there are, and then a fact that is still to come.
        let late = Self.bytes(
            EventHeader(type: 7, effect: .adds(lo: .max - 1, hi: .max)),
            .short
        )
        #expect(try Self.header(late, .short) != nil)
        #expect(try Self.header([7, 0, 2, 0] + late[4...], .short) == nil)
        for effect in [
            EventHeader.Effect.replaces(lineage: Position(5)), .retracts(lineage: Position(5)),
        ] {
            for form in [EventHeader.Form.whole, .short] {
                let bytes = Self.bytes(EventHeader(type: 7, effect: effect), form)
                #expect(try Self.header(bytes, form, at: Position(6)) != nil)
                #expect(try Self.header(bytes, form, at: Position(5)) == nil)
            }
        }
        let unknown = [7, 0, 3, 0] + [UInt8](repeating: 0, count: 8)
        #expect(try Self.header(unknown, .whole) == nil)
        let reversed = [7, 0, 0, 0] + [1, 0, 0, 0] + [0, 0, 0, 0] as [UInt8]
        #expect(try Self.header(reversed, .whole) == nil)
    }
}
