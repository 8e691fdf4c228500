import ByteCoding
import TestSupport
import Testing

/// A fault of the program, not of its input, ends the process; an error would not end it here.
@Suite struct `A fault of the program` {
    @Test func `ends it when a negative count of bytes is read`() async {
        await #expect(processExitsWith: .failure) {
            try? reading([1, 2]) { reader in _ = try reader.bytes(-1) }
        }
        await #expect(processExitsWith: .failure) {
            _ = try? reading([1, 2]) { reader in try reader.text(-1) }
        }
    }

    @Test func `ends it when a key's text holds a zero byte`() async {
        await #expect(processExitsWith: .failure) {
            _ = written { $0.appendTerminated("a\0b") }
        }
    }

    @Test func `ends it when a field has a number that protobuf does not have`() async {
        await #expect(processExitsWith: .failure) { _ = message { $0.varint(1, field: 0) } }
        await #expect(processExitsWith: .failure) { _ = message { $0.text("a", field: -1) } }
        await #expect(processExitsWith: .failure) {
            _ = message { $0.element([], field: 536_870_912) }
        }
    }

    @Test func `ends it when a position would lie before the first`() async {
        await #expect(processExitsWith: .failure) { _ = Position(-1) }
        await #expect(processExitsWith: .failure) { _ = Position(2).advanced(by: -3) }
    }

    @Test func `is none at the last field number and the first position`() {
        #expect(message { $0.element([], field: 536_870_911) }.count == 6)
        #expect(Position(2).advanced(by: -2) == .zero)
    }
}
