import ArgumentParser
import Foundation
import NewsFacts

/// An answer that every format can show: lines of context, and a table.
struct Sheet {
    /// What the answer is an answer to; shown above a table and left out of CSV.
    var heading: String
    /// What the reader should know besides; shown below a table.
    var notes: [String] = []
    /// Whether a person has read all in the heading, so that the table is not shown.
    var isBrief = false
    /// The names of the columns.
    var columns: [String]
    /// The rows as a person reads them.
    var rows: [[String]]
    /// The table for a person, where it is not the one that CSV holds.
    var readable: Readable?
    /// What a person is shown instead of the table; nil where the table is clearer.
    var picture: (Terminal) -> String? = { _ in nil }
    /// The whole answer as one JSON object, given the rows.
    var json: (_ rows: [JSON]) -> JSON
    /// The rows as JSON objects, in the order of `rows`.
    var jsonRows: [JSON]

    /// A table that only a person reads.
    ///
    /// A row without a first cell goes on with the row above.
    struct Readable {
        var columns: [String]
        var rows: [[String]]
    }

    /// How an answer is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json, jsonl, csv, markdown
    }

    func text(_ format: Format, terminal: Terminal) -> String {
        switch format {
        case .table: table(terminal)
        case .json: json(jsonRows).safeLine + "\n"
        case .jsonl: jsonRows.map { $0.safeLine + "\n" }.joined()
        // Records carry facts as they are, but not to a terminal.
        case .csv:
            ([columns] + rows).map { cells in
                Self.csv(terminal.isInteractive ? cells.map(\.printable) : cells)
            }.joined()
        case .markdown: markdown
        }
    }

    private func table(_ terminal: Terminal) -> String {
        var text = terminal.bold(heading.printable) + "\n"
        if rows.isEmpty && !isBrief {
            text += "(none)\n"
        } else if !isBrief {
            let table = readable ?? Readable(columns: columns, rows: rows)
            text += "\n"
            text +=
                picture(terminal) ?? Table(columns: table.columns, rows: table.rows).text(terminal)
        }
        if !notes.isEmpty { text += "\n" + notes.map { $0.printable + "\n" }.joined() }
        return text
    }

    /// The heading, a table in the form that GitHub and others take, and the notes.
    private var markdown: String {
        let table = readable ?? Readable(columns: columns, rows: rows)
        let filled = table.columns.indices.filter { column in
            table.rows.contains { !$0[column].isEmpty }
        }
        let line = { (cells: [String]) in
            "| " + filled.map { Self.markdown(cells[$0]) }.joined(separator: " | ") + " |\n"
        }
        var text = "**" + Self.markdown(heading) + "**\n"
        if !filled.isEmpty && !isBrief {
            text += "\n" + line(table.columns) + line(table.columns.map { _ in "---" })
            text += table.rows.map(line).joined()
        }
        return text + notes.map { "\n" + Self.markdown($0) + "\n" }.joined()
    }

    /// The text with what would be read as markup put so that it is read as text; scalar by scalar,
    /// because a mark that combines hides no bar.
    private static func markdown(_ text: String) -> String {
        text.printable.unicodeScalars.reduce(into: "") { text, scalar in
            if "\\|*_`<>[]#&~".unicodeScalars.contains(scalar) { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
    }

    /// One record of comma-separated values.
    ///
    /// Source: RFC 4180.
    private static func csv(_ cells: [String]) -> String {
        cells.map { cell in
            let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            // By scalars: a quotation mark that a mark combines with is one all the same.
            let parts = cell.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
            return needsQuotes
                ? "\"" + parts.map { String($0) }.joined(separator: "\"\"") + "\"" : cell
        }.joined(separator: ",") + "\r\n"
    }
}

/// How a command writes its answer.
struct OutputOptions: ParsableArguments {
    @Option(help: "How to write the answer.")
    var format: Sheet.Format = .table

    /// Writes the answer; what it is an answer to goes to standard error where the format has no
    /// place for it.
    ///
    /// - Throws: When the answer could not be written.
    func write(_ sheet: Sheet) throws {
        if format == .csv || format == .jsonl {
            try FileHandle.standardError.write(
                contentsOf: Data((sheet.heading.printable + "\n").utf8)
            )
        }
        let text = sheet.text(format, terminal: .standardOutput)
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}
