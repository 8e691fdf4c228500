import Foundation
import NewsFacts
import Testing

@Suite struct `Two amounts` {
    private static func amount(_ value: Int?, _ bound: Amount.Bound, _ unit: String = "USD")
        -> Amount
    {
        Amount(literal: "", value: value.map { Decimal($0) }, unit: unit, bound: bound)
    }

    /// Every pair of bounds, with the left number below, at and above the right one.
    @Test(arguments: [
        (Amount.Bound.exact, Amount.Bound.exact, [true, false, true]),
        (.exact, .atLeast, [true, false, false]),
        (.exact, .atMost, [false, false, true]),
        (.atLeast, .exact, [false, false, true]),
        (.atLeast, .atLeast, [false, false, false]),
        (.atLeast, .atMost, [false, false, true]),
        (.atMost, .exact, [true, false, false]),
        (.atMost, .atLeast, [true, false, false]),
        (.atMost, .atMost, [false, false, false]),
        (.about, .exact, [false, false, false]),
        (.exact, .about, [false, false, false]),
    ])
    func `contradict each other where their bounds exclude each other`(
        left: Amount.Bound,
        right: Amount.Bound,
        expected: [Bool]
    ) {
        let other = Self.amount(5, right)
        #expect([4, 5, 6].map { Self.amount($0, left).contradicts(other) } == expected)
        #expect([4, 5, 6].map { other.contradicts(Self.amount($0, left)) } == expected)
    }

    @Test func `compare only in one unit, and where both have a number`() {
        let five = Self.amount(5, .exact)
        for other in [Self.amount(7, .exact, "EUR"), Self.amount(nil, .unquantified)] {
            #expect(!five.contradicts(other) && !other.contradicts(five))
            #expect(!five.exceeds(other) && !other.exceeds(five))
        }
    }

    @Test(arguments: [
        (Amount.Bound.exact, Amount.Bound.exact, true), (.atLeast, .exact, true),
        (.atMost, .exact, false), (.about, .exact, true), (.exact, .atLeast, false),
        (.exact, .atMost, true), (.atLeast, .atMost, true), (.atMost, .atLeast, false),
    ])
    func `exceed one another where the larger is certainly larger`(
        larger: Amount.Bound,
        smaller: Amount.Bound,
        expected: Bool
    ) {
        #expect(Self.amount(6, larger).exceeds(Self.amount(5, smaller)) == expected)
        #expect(!Self.amount(5, larger).exceeds(Self.amount(6, smaller)))
        #expect(!Self.amount(5, larger).exceeds(Self.amount(5, smaller)))
    }
}
