import ByteCoding
import NewsFacts
import Projecting
import Testing

@Suite struct `The versions of the facts of a row` {
    private let january = Day(rawValue: 0)...Day(rawValue: 30)
    private let may = Day(rawValue: 120)...Day(rawValue: 150)

    private func version(_ lineage: Int, _ position: Int, _ days: ClosedRange<Day>?) -> FactVersion
    {
        FactVersion(lineage: Position(lineage), position: Position(position), days: days)
    }

    @Test func `are known from the position after their own on`() {
        let versions = [version(0, 0, january), version(3, 3, may)]
        #expect(versions.known(at: .zero) == [])
        #expect(versions.known(at: Position(1)) == [versions[0]])
        #expect(versions.known(at: Position(3)) == [versions[0]])
        #expect(versions.known(at: Position(4)) == versions)
    }

    @Test func `hold until a correction takes their place, in the place of the first`() {
        let versions = [version(0, 0, january), version(1, 1, january), version(0, 5, may)]
        #expect(versions.known(at: Position(5)) == [versions[0], versions[1]])
        #expect(versions.known(at: Position(6)) == [versions[2], versions[1]])
    }

    @Test func `are gone once they are retracted, and back once they are corrected again`() {
        let versions = [version(0, 0, january), version(0, 2, nil), version(0, 4, may)]
        #expect(versions.known(at: Position(2)) == [versions[0]])
        #expect(versions.known(at: Position(3)) == [])
        #expect(versions.known(at: Position(5)) == [versions[2]])
    }

    @Test func `are the same in whatever order they are listed`() {
        let versions = [version(0, 0, january), version(1, 1, may), version(0, 4, may)]
        for k in 0...5 {
            let known = versions.known(at: Position(k))
            #expect(Array(versions.reversed()).known(at: Position(k)) == known)
        }
    }

    @Test func `cannot precede their fact: the process ends`() async {
        await #expect(processExitsWith: .failure) {
            _ = FactVersion(lineage: Position(2), position: Position(1), days: nil)
        }
    }
}
