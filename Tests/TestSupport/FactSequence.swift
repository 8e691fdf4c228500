import Foundation
public import NewsFacts

/// The facts that tests of faults append, the same in every process: those of the corpus in their
/// order, corrections last, and then numbered ones without end.
public enum FactSequence {
    private static let corpus: [String] = Seed.files.flatMap { (file) -> [String] in
        (try? Repository.lines(of: file)) ?? []
    }

    /// How many come from the corpus; all views have something to say of them.
    public static var corpusCount: Int { corpus.count }

    /// Those of a range.
    public static func facts(_ range: Range<Int>) throws -> [Fact] {
        try range.map { number in
            number < corpus.count
                ? try Fact(json: Data(corpus[number].utf8)) : try numbered(number - corpus.count)
        }
    }

    /// A step in the life of one of a few lawsuits; some of the first thousand have many bytes.
    private static func numbered(_ number: Int) throws -> Fact {
        let type: FactType = number.isMultiple(of: 3) ? .lawsuitFiled : .complaintAmended
        var fact = Fact(type, about: "case/numbered-\(number % 40)")
        fact.participants = [Participant("plaintiff", "person/\(number % 7)")]
        if type == .lawsuitFiled {
            fact.participants.append(Participant("defendant", "person/\(number % 5 + 7)"))
        }
        let isLong = number.isMultiple(of: 8) && number < 1_000
        let byteCount = isLong ? 20_000 : number * 37 % 300
        fact.statement = "\(number) " + String(repeating: "x", count: byteCount)
        fact.occurred = Occurrence(try EDTF("20\(10 + number % 15)-03-0\(1 + number % 9)"))
        return fact
    }
}
