import ByteCoding
import Testing

@Suite struct `A position` {
    @Test func `counts the events before it`() {
        #expect(Position.zero.rawValue == 0)
        #expect(Position(12).rawValue == 12)
        #expect(Position(12) == Position(rawValue: 12))
    }

    @Test func `is ordered as the log is`() {
        #expect(Position(1) < Position(2))
        #expect(!(Position(2) < Position(2)))
        #expect([Position(3), .zero, Position(2)].sorted() == [.zero, Position(2), Position(3)])
        #expect(Position(rawValue: .max) > Position(1))
    }

    @Test(arguments: [0, 1, 5, 1_000_000])
    func `lies as far from another as leads there`(count: Int) {
        let start = Position(7)
        #expect(start.distance(to: start.advanced(by: count)) == count)
        #expect(start.advanced(by: count).distance(to: start) == -count)
        #expect(start.advanced(by: count).advanced(by: -count) == start)
    }

    @Test func `is stepped through in a range`() {
        #expect((Position(2)..<Position(5)).map(\.rawValue) == [2, 3, 4])
        #expect((Position(2)..<Position(5)).count == 3)
    }

    @Test func `is shown as commands take it`() {
        #expect(Position(12).description == "#12")
    }
}
