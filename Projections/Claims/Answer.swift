import NewsFacts
public import Projecting

/// What sources answer to one question, and who says so.
struct Answer: Hashable, Sendable {
    /// The answer for a reader.
    var text = ""
    /// The quantity, where the answer is one.
    var amount: Amount?
    /// Whether it says that the text is not so.
    var isDenial = false
    /// When that of which it tells was so.
    var date = ReportedDate()
    /// Who says so, each once.
    var sayers: [String] = []

    /// Whether the two cannot both be true.
    ///
    /// Two texts, such as two causes, may both be true; of words that exclude each other, one can
    /// be of another event if the dates allow it.
    func contradicts(_ other: Answer, _ question: Question, on occurred: Occurrence) -> Bool {
        if isDenial != other.isDenial { return text == other.text }
        if isDenial { return false }
        if let amount, let quantity = other.amount { return amount.contradicts(quantity) }
        return question.hasOneAnswer && text != other.text && date.mayBe(occurred)
    }
}

extension Answer: CustomStringConvertible {
    /// The answer for a reader: `500,000,000,000 USD (musk-altman-2025:5)`.
    var description: String {
        let answer = isDenial ? "not \(text)" : text
        return sayers.isEmpty ? answer : "\(answer) (\(sayers.joined(separator: ", ")))"
    }
}

/// The distinct answers to one question, in the order of the facts.
public struct Answers: ColumnRepresentable, Hashable, Sendable {
    private(set) var list: [Answer] = []

    /// No answer.
    public init() {}

    /// Takes an answer into account; who gives one that is there already is named with it.
    mutating func add(_ answer: Answer) {
        if let place = list.firstIndex(where: { $0.isSame(as: answer) }) {
            list[place].sayers.formUnion(answer.sayers)
        } else {
            list.append(answer)
        }
    }

    /// One text for each.
    public var columnValue: ColumnValue { .list(list.map(\.description)) }
}

extension Answer: RowValue {
    mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&text)
        try coder.code(&amount)
        try coder.code(&isDenial)
        try coder.code(&date)
        try coder.code(&sayers)
    }
}

extension Answers: RowValue {
    /// Writes or reads the answers.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&list)
    }
}

extension Answer {
    fileprivate func isSame(as other: Answer) -> Bool {
        text == other.text && isDenial == other.isDenial
    }
}
