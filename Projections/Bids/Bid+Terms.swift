import NewsFacts
import Projecting

extension Bid {
    /// Takes over who bids for what and on which terms; only a report that leads replaces the
    /// target or the assets that stand.
    mutating func name(_ fact: Fact, leads: Bool) {
        for role in ["bidder", "coBidder", "acquirer", "speaker"] {
            bidders.formUnion(fact.entities(role))
        }
        let reported = fact.entities("target") + fact.entities("object")
        if leads && !reported.isEmpty || targets.isEmpty { targets = reported }
        let parts = fact.entities("asset")
        if leads && !parts.isEmpty || assets.isEmpty { assets = parts }
        prospects.formUnion(fact.entities("prospect"))
        conditions.formUnion(fact.conditions)
        hostile = fact.attributes["hostile"] ?? hostile
        expires = fact.attributes["expiry"] ?? expires
    }

    /// Takes over the price, if none stands; another one needs a revision.
    mutating func offer(_ fact: Fact) throws(IllegalStep) {
        guard let reported = fact.amounts.first else { return }
        if let price, price.contradicts(reported) {
            throw IllegalStep(
                "\(reported) is not the \(price) that stands, and no revision is reported"
            )
        }
        if price?.value == nil { price = reported }
    }
}
