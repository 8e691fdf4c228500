import NewsFacts

/// Which facts of the catalogue stand for which codes of CAMEO: the table `cameo.tsv`, read.
///
/// A line of the table is a code, or a further choice for the code of the line above it:
///
/// | column | holds |
/// | --- | --- |
/// | `code` | the code, with its zeros; one that is not there is taken for the one a digit shorter |
/// | `plover` | the event type of PLOVER that takes the place of the code; empty when none does |
/// | `type` | the type of fact; empty when no type stands for the code |
/// | `modality` | how the fact is put: `planned` for what is only intended |
/// | `source`, `target` | the roles of the two actors; empty for one who has none |
/// | `subject` | the subject, with `{source}`, `{pair}`, `{event}` and `{day}` in it |
/// | `attributes` | `name=text`, divided by semicolons; `{text}` is that of the code |
/// | `text` | what ICEWS calls the code; other names of it after `\|` |
/// | `note` | why it is so |
///
/// Of several choices the first is taken for which the event names enough actors.
struct CAMEOTable: Sendable {
    /// The version of the scheme.
    static let version = "1.1b3"
    /// The version of the table that gives codes a type of PLOVER.
    static let ploverVersion = "CAMEO2PLOVER-2021"

    /// What a code means here.
    struct Entry: Sendable {
        let code: String
        let plover: String
        let text: String
        /// The facts that can stand for the code, the best first; none when no type does.
        fileprivate(set) var rules: [CAMEORule]
    }

    /// What every code of the table means.
    private(set) var entries: [String: Entry] = [:]
    private var codes: [String: String] = [:]

    /// The table that comes with the program.
    static let standard: CAMEOTable = {
        do {
            return try CAMEOTable(String(decoding: PackageResources.cameo_tsv, as: UTF8.self))
        } catch {
            preconditionFailure("the table of codes: \(error)")
        }
    }()

    private static let columns = [
        "code", "plover", "type", "modality", "source", "target", "subject", "attributes", "text",
        "note",
    ]

    /// Reads a table.
    ///
    /// - Throws: At the first line that is wrong, what is wrong with it.
    init(_ table: String) throws(MovingError) {
        let lines = table.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map {
                String($0)
            }
            if index == 0, cells == Self.columns { continue }
            do throws(MovingError) {
                guard cells.count == Self.columns.count, index > 0 else {
                    throw MovingError("the columns are " + Self.columns.joined(separator: ", "))
                }
                try add(cells)
            } catch {
                throw MovingError("line \(index + 1): \(error)")
            }
        }
    }

    private mutating func add(_ cells: [String]) throws(MovingError) {
        let code = cells[0]
        guard (2...4).contains(code.utf8.count), code.isOfDigits
        else { throw MovingError("code: `\(code)` is not of 2 to 4 digits") }
        let names = cells[8].isEmpty ? [] : cells[8].split(separator: " | ").map { String($0) }
        var entry =
            entries[code]
            ?? Entry(code: code, plover: cells[1], text: names.first ?? "", rules: [])
        guard !entry.text.isEmpty else { throw MovingError("text: the code has no text") }
        if !cells[2].isEmpty { entry.rules.append(try CAMEORule(cells, text: entry.text)) }
        entries[code] = entry
        for name in names {
            // A group and what it leaves unspecified have one text; the code of the latter is used.
            let words = name.words
            if let other = codes[words], !code.hasPrefix(other) {
                throw MovingError("text: `\(name)` is that of \(other)")
            }
            codes[words] = code
        }
    }

    /// What a code means: what its own line says, or else that of the nearest group it is in.
    func entry(of code: String) -> Entry? {
        guard code.isOfDigits else { return nil }
        var code = code[...]
        while code.utf8.count >= 2 {
            if let entry = entries[String(code)] { return entry }
            code.removeLast()
        }
        return nil
    }

    /// The code that ICEWS calls so, whatever the case and punctuation.
    func code(ofText text: String) -> String? { codes[text.words] }
}

extension String {
    /// The words of the text in lower case, without punctuation.
    fileprivate var words: String {
        unicodeScalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
            .map { String($0).lowercased() }.joined(separator: " ")
    }
}
