import TestSupport

/// An event of GDELT, and the line that tells it.
struct GDELTLine {
    var id = "1000001"
    var day = "20150218"
    var code = "042"
    var source = ("USAGOV", "UNITED STATES")
    var target = ("DEU", "GERMANY")
    var place = "Berlin, Berlin, Germany"
    var added = "20150219"
    var address = "http://example.com/news/1.html"

    /// The line of a version of the feed, without its end.
    func text(columns: Int = 58) -> String {
        var cells = [String](repeating: "", count: columns)
        (cells[0], cells[1], cells[26]) = (id, day, code)
        (cells[5], cells[6]) = source
        (cells[15], cells[16]) = target
        cells[25] = "1"
        cells[columns == 61 ? 52 : 50] = place
        cells[columns == 61 ? 59 : 56] = columns == 61 ? added + "093000" : added
        if columns > 57 { cells[columns - 1] = address }
        return cells.joined(separator: "\t")
    }
}

/// What the test itself expects of a line, without looking at the table.
enum Fate: CaseIterable {
    case fact, again, skipped, unmapped, refused
}

/// Random lines of GDELT, of each of which it is known what becomes of it.
struct GDELTLines {
    private var randomness: SeededRandomness
    private(set) var lines: [String] = []
    private(set) var fates: [Fate: Int] = [:]
    /// What coded events there are, as the test counts them.
    private(set) var events: [(source: String, target: String, day: String, code: String)] = []
    private var actors: [String]

    /// Codes that need both actors and have both, and what they are in the catalogue.
    static let types = [
        "010": "StatementMade", "0211": "ContactSought", "030": "AllianceAnnounced",
        "042": "MeetingHeld", "051": "SupportGiven", "057": "AllianceFormed",
        "061": "AllianceFormed", "071": "InvestmentFunded", "091": "AccusationMade",
        "100": "DemandMade", "111": "CriticismVoiced", "1121": "AccusationMade",
        "115": "LawsuitFiled", "120": "NegotiationFailed", "1313": "AllianceStrained",
        "160": "AllianceStrained", "161": "AllianceEnded", "166": "AllianceLeft",
    ]
    private static let codes = types.keys.sorted()

    init(seed: UInt64, count: Int, actorCount: Int = 12, onlyFacts: Bool = false) {
        randomness = SeededRandomness(seed)
        actors = (0..<actorCount).map { "A\($0)GOV" }
        for number in 0..<count {
            add(number, onlyFacts ? .fact : pick(Fate.allCases + [.fact, .fact, .fact]))
        }
    }

    private mutating func add(_ number: Int, _ wanted: Fate) {
        var line = GDELTLine()
        line.id = "\(500_000 + number)"
        line.code = pick(Self.codes)
        let pair = actors.shuffled(using: &randomness).prefix(2)
        (line.source, line.target) = ((pair[0], "NAME \(pair[0])"), (pair[1], "NAME \(pair[1])"))
        let day = 1 + Int.random(in: 0..<28, using: &randomness)
        let month = 1 + Int.random(in: 0..<12, using: &randomness)
        line.day = "2014" + (month < 10 ? "0" : "") + "\(month)" + (day < 10 ? "0" : "") + "\(day)"
        let columns = pick([57, 58, 61])
        var fate = wanted
        var text = line.text(columns: columns)
        switch wanted {
        case .fact: events.append((pair[0], pair[1], line.day, line.code))
        case .again:
            if let former = lines.randomElement(using: &randomness), fateOfFact.contains(former) {
                text = former
            } else {
                fate = .fact
                events.append((pair[0], pair[1], line.day, line.code))
            }
        case .skipped:
            (line.code, line.source) = (pick(["100", "115", "010"]), ("", " "))
            text = line.text(columns: columns)
        case .unmapped:
            line.code = pick(["190", "1831", "", "14", "9", "05x", "2042", "99"])
            text = line.text(columns: columns)
        case .refused:
            switch Int.random(in: 0..<4, using: &randomness) {
            case 0: text = text.split(separator: "\t").joined(separator: "\t")
            case 1: line.day = "20150231"
            case 2: line.id = "12a"
            default: line.added = "x"
            }
            if text.contains("\t\t") { text = line.text(columns: columns) }
        }
        if fate == .fact { fateOfFact.insert(text) }
        lines.append(text)
        fates[fate, default: 0] += 1
    }

    private var fateOfFact: Set<String> = []

    private mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &randomness)]
    }
}
