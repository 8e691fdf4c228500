import ByteCoding
import TestSupport
import Testing

@testable import EventLog

@Suite struct `A filter of terms` {
    private let terms = Terms(by: .random())

    private func id(_ number: Int) -> Term {
        var bytes: [UInt8] = []
        bytes.appendLittleEndian(number)
        return terms.term(of: .id(Digest(sha256Of: bytes)))
    }

    @Test(arguments: [1, 3, 100, 20_000])
    func `knows every term that it holds, and few others`(count: Int) {
        var filter = TermFilter(capacity: 2 * count)
        let all = (0..<count).map {
            $0.isMultiple(of: 2) ? id($0) : terms.term(of: .externalID("x\($0)"))
        }
        for term in all { filter.insert(term) }
        #expect(all.allSatisfy(filter.mayContain))
        let others = (0..<20_000).map {
            $0.isMultiple(of: 2) ? id(-1 - $0) : terms.term(of: .externalID("y\($0)"))
        }
        let mistaken = others.filter(filter.mayContain).count
        #expect(mistaken < others.count / 300)
        // Full, it takes more of them for its own, but not many.
        guard count == 20_000 else { return }
        for number in count..<2 * count {
            #expect(!filter.isFull)
            filter.insert(id(number))
        }
        #expect(filter.isFull)
        #expect(others.filter(filter.mayContain).count < others.count / 60)
    }

    @Test func `says nothing of terms of other kinds`() {
        let filter = TermFilter(capacity: 10)
        for key in [.subject("s"), .entity("e"), .type(3), .lineage(Position(4))] as [LookupKey] {
            #expect(filter.mayContain(terms.term(of: key)))
        }
        #expect(!filter.mayContain(terms.term(of: .externalID("s"))))
    }

    /// Which of the terms may be in the file, as the keys of later events have it.
    private func others(_ recent: RecentKeys, of terms: [Term]) -> [Int]? {
        recent.firstPositions(with: terms, upTo: recent.end)?.others
    }

    @Test func `is made after some lookups, by one thread, and only of all that the file has`() {
        let (unknown, later) = ((0..<10).map { id($0) }, terms.term(of: .externalID("x64")))
        let recent = RecentKeys(from: Position(64))
        recent.addSought(2)
        #expect(recent.claimFilter() == nil)
        #expect(others(recent, of: unknown) == Array(0..<10))
        recent.addSought(1)
        #expect(recent.claimFilter() == 64)
        #expect(recent.claimFilter() == nil)
        recent.take(TermFilter(capacity: 200), upTo: Position(63))
        #expect(others(recent, of: unknown) == Array(0..<10))
        // What comes later is in it, whether it was there before the filter or not.
        recent.add(.sample(64..<65, terms))
        recent.addSought(3)
        #expect(recent.claimFilter() == 66)
        var filter = TermFilter(capacity: 200)
        filter.insert(unknown[3])
        recent.take(filter, upTo: Position(64))
        recent.addSought(100)
        #expect(recent.claimFilter() == nil)
        recent.add(.sample(65..<70, terms))
        #expect(others(recent, of: unknown + [later])?.contains(10) == true)
        #expect(others(recent, of: [unknown[3], terms.term(of: .externalID("x69"))]) == [0, 1])
        #expect(others(recent, of: unknown)?.count ?? 10 < 5)
        // Without room it is none any more, nor when all is read anew.
        recent.add(.sample(70..<200, terms))
        #expect(others(recent, of: unknown) == Array(0..<10))
        recent.take(filter, upTo: Position(64))
        recent.restart(from: Position(64))
        #expect(others(recent, of: unknown) == Array(0..<10))
    }

    /// As when the file was emptied after it was read for a filter, and another thread reads the log again.
    @Test func `rules out nothing while less than the log is known`() {
        let recent = RecentKeys(from: Position(64))
        recent.add(.sample(64..<100, terms))
        recent.restart(from: .zero)
        recent.take(TermFilter(capacity: 200), upTo: Position(64))
        let known = terms.term(of: .externalID("x80"))
        #expect(recent.firstPositions(with: [known], upTo: Position(100)) == nil)
        recent.add(.sample(0..<100, terms))
        let found = recent.firstPositions(with: [known], upTo: Position(100))
        #expect(found?.found == [Position(80)])
        #expect(recent.firstPositions(with: [known], upTo: Position(101)) == nil)
    }

    @Test func `is not made before there is a file, nor of too many terms`() {
        let recent = RecentKeys(from: .zero)
        recent.addSought(100_000_000)
        #expect(recent.claimFilter() == nil)
        recent.restart(from: Position(TermFilter.countMax / 2 + 1))
        recent.addSought(100_000_000)
        #expect(recent.claimFilter() == nil)
        recent.restart(from: Position(TermFilter.countMax / 2))
        recent.addSought(100_000_000)
        #expect(recent.claimFilter() == TermFilter.countMax / 2)
    }
}
