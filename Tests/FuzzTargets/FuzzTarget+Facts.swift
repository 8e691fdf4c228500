import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport

extension FuzzTarget {
    static let factBytes = FuzzTarget(
        name: "fact-bytes",
        summary: "stored bytes of a fact are refused, or have one canonical form that reads back",
        byteCountMax: 4_096,
        seeds: { Seeds.facts.map(\.bytes) },
        finding: { bytes in
            let fact: Fact
            do throws(FactError) {
                fact = try Fact(bytes: bytes.span)
            } catch {
                let isTaken = (try? Fact.fields(inPlace: bytes)) != nil
                return isTaken
                    ? "it is refused, and read in place" : flaw(inMessage: error.description)
            }
            if (try? Fact.fields(inPlace: bytes)) != fact.fields {
                return "in place it says something else"
            }
            let canonical = fact.bytes
            guard let again = try? Fact(bytes: canonical.span) else {
                return "its canonical bytes are refused"
            }
            if again.bytes != canonical { return "its canonical bytes have another canonical form" }
            if again != fact { return "its canonical bytes say something else" }
            return finding(in: fact)
        }
    )

    static let factJSON = FuzzTarget(
        name: "fact-json",
        summary: "a line of JSON is refused, or says a fact whose own JSON says the same",
        byteCountMax: 4_096,
        seeds: { Seeds.lines + Seeds.facts.map { Array($0.json.utf8) } },
        finding: { bytes in
            let fact: Fact
            do throws(FactError) {
                fact = try Fact(json: Data(bytes))
            } catch {
                return flaw(inMessage: error.description)
            }
            guard let again = try? Fact(json: Data(fact.json.utf8)) else {
                return "its JSON is refused: \(fact.json)"
            }
            if again != fact || !again.json.isSame(as: fact.json) {
                return "its JSON says something else: \(fact.json) \(again.json)"
            }
            return finding(in: fact)
        }
    )

    /// What has to hold of a fact, wherever it was read: once checked it stays as it is, has a row in
    /// every view that takes it, and goes through bytes and JSON.
    private static func finding(in fact: Fact) -> String? {
        let valid: Fact
        do throws(FactError) { valid = try fact.validated() } catch {
            return flaw(inMessage: error.description)
        }
        guard let again = try? valid.validated(), again == valid else {
            return "checking it twice is not checking it once"
        }
        for view in Ledger.projections where view.consumes.contains(valid.content.type) {
            for key in view.rowKeys(of: valid.content)
            where key.text.utf8.count > RowKey.byteCountMax || key.text.utf8.contains(0) {
                return "\(view.name) has no room for the row \(key.text.debugDescription)"
            }
        }
        return valid.isStorable ? roundTripFinding(of: valid) : nil
    }

    private static func roundTripFinding(of fact: Fact) -> String? {
        guard let stored = try? Fact(bytes: fact.bytes.span), stored == fact,
            stored.bytes == fact.bytes
        else { return "it does not come back from its bytes" }
        // The bounds of a date are stored, and JSON has the date alone.
        guard fact.hasBoundsOfDate else { return nil }
        guard let told = try? Fact(json: Data(fact.json.utf8)) else {
            return "it is valid, and its JSON is refused: \(fact.json)"
        }
        return told.bytes == fact.bytes ? nil : "its JSON has other bytes: \(fact.json)"
    }
}

extension Fact {
    /// Whether every reference is an id.
    fileprivate var isStorable: Bool {
        let references =
            targets + causes + (content == self ? [] : content.causes + content.targets)
        return references.allSatisfy { if case .id = $0 { true } else { false } }
    }

    /// Whether the days are those that the date itself gives.
    fileprivate var hasBoundsOfDate: Bool {
        let isOwn =
            (try? EDTF(occurred.edtf)).map { $0.lo == occurred.lo && $0.hi == occurred.hi }
            ?? ((try? Fact(json: Data(json.utf8)))?.occurred.days == occurred.days)
        return isOwn && (content == self || content.hasBoundsOfDate)
    }
}
