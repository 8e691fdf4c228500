import ByteCoding
import Dateline
import NewsFacts

/// The history of a row as rectangles: days from left to right, knowledge from above to below.
struct HistoryPicture {
    private let history: RowHistory
    /// The days on which something changes at some state of knowledge.
    private let days: [Day]
    /// For each state of knowledge the answer before the first day, then from each day on.
    private let answers: [[RowHistory.Answer]]
    /// The different answers, in the order of their letters.
    private let legend: [RowHistory.Answer]

    private static let usualWidth = 80
    private static let cellWidthMin = 3
    private static let cellWidthMax = 20

    init(_ history: RowHistory) {
        self.history = history
        let all = Set(history.states.flatMap(\.spells).map(\.from)).filter { !$0.isOpen }.sorted()
        days = all
        answers = history.states.map { state in
            ([.distantPast] + all).map { day in
                state.spells.last { $0.from <= day }?.answer ?? .absent
            }
        }
        var legend: [RowHistory.Answer] = []
        for answer in answers.joined() where !answer.isAbsent && !legend.contains(answer) {
            legend.append(answer)
        }
        self.legend = legend
    }

    /// The picture; nil when it has too many days for the page, or nothing to show.
    func text(_ terminal: Terminal) -> String? {
        guard !legend.isEmpty else { return nil }
        let labels = history.states.map(Self.label)
        let margin = (labels.map(\.count).max() ?? 0) + 1
        let available = (terminal.columns ?? Self.usualWidth) - margin - 1
        let width = min(available / (days.count + 1) - 1, Self.cellWidthMax)
        guard width >= Self.cellWidthMin else { return nil }
        let indent = String(repeating: " ", count: margin)
        let dateWidth = days.map(\.description.count).max() ?? 0
        let hasDates = width > dateWidth
        var lines = [axis(width, margin, hasDates)]
        for index in answers.indices {
            lines.append(indent + border(above: index, width))
            lines.append(
                labels[index] + String(repeating: " ", count: margin - labels[index].count)
                    + cells(index, width)
            )
        }
        lines.append(indent + border(above: answers.count, width))
        var text = lines.map { $0 + "\n" }.joined()
        if !hasDates {
            text += "\n" + days.enumerated().map { "\($0 + 1) = \($1)\n" }.joined()
        }
        return text + "\n" + key(terminal)
    }

    private static func label(_ state: RowHistory.State) -> String {
        "\(state.knownAt.position)" + (state.knownAt.recordedAt.map { " \($0.day)" } ?? "")
    }

    /// The days over the lines from which they hold on, or their numbers.
    private func axis(_ width: Int, _ margin: Int, _ hasDates: Bool) -> String {
        var line = "known at"
        for (index, day) in days.enumerated() {
            let text = hasDates ? day.description : "\(index + 1)"
            let place = margin + (index + 1) * (width + 1)
            line += String(repeating: " ", count: max(1, place - line.count)) + text
        }
        return line
    }

    /// What a row of cells says: each answer where it begins.
    private func cells(_ row: Int, _ width: Int) -> String {
        var line = ""
        var column = 0
        while column < answers[row].count {
            let answer = answers[row][column]
            let end = answers[row][column...].firstIndex { $0 != answer } ?? answers[row].count
            let room = (end - column) * (width + 1) - 1
            let isToldAbove = row > 0 && (column..<end).contains { answers[row - 1][$0] == answer }
            let full = isToldAbove ? "" : " " + name(of: answer)
            let text = full.count <= room ? full : " " + letter(of: answer)
            line += isLine(left: row, column) ? "│" : " "
            line += text + String(repeating: " ", count: max(0, room - text.count))
            column = end
        }
        return line + (isLine(left: row, answers[row].count) ? "│" : "")
    }

    private func name(of answer: RowHistory.Answer) -> String {
        guard !answer.isAbsent else { return "" }
        return letter(of: answer) + " " + answer.cells(history.columns)[0]
            + (answer.isCertain ? "" : " ?")
    }

    private func letter(of answer: RowHistory.Answer) -> String {
        guard let index = legend.firstIndex(of: answer) else { return "" }
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let first = index / letters.count
        return (first == 0 ? "" : String(letters[(first - 1) % letters.count]))
            + String(letters[index % letters.count])
    }

    /// The answer of a cell; absent outside the picture.
    private func answer(_ row: Int, _ column: Int) -> RowHistory.Answer {
        answers.indices.contains(row) && answers[row].indices.contains(column)
            ? answers[row][column] : .absent
    }

    /// Whether a line runs left of a cell.
    private func isLine(left row: Int, _ column: Int) -> Bool {
        answer(row, column - 1) != answer(row, column)
    }

    /// Whether a line runs above a cell.
    private func isLine(above row: Int, _ column: Int) -> Bool {
        answer(row - 1, column) != answer(row, column)
    }

    private func border(above row: Int, _ width: Int) -> String {
        (0...days.count + 1).map { column in
            let corner = Corner(
                up: isLine(left: row - 1, column),
                down: isLine(left: row, column),
                left: isLine(above: row, column - 1),
                right: isLine(above: row, column)
            )
            let line: Character = isLine(above: row, column) ? "─" : " "
            return String(corner.character)
                + (column <= days.count ? String(repeating: line, count: width) : "")
        }.joined().trimmingSuffix
    }

    /// What each letter stands for.
    private func key(_ terminal: Terminal) -> String {
        Table(
            columns: ["", "status"] + history.columns + ["certain", "anomalies"],
            rows: legend.map { answer in
                [letter(of: answer)] + answer.cells(history.columns)
                    + [answer.anomalies.map(\.description).joined(separator: "; ")]
            }
        ).text(terminal)
    }
}

/// The place where lines meet.
private struct Corner {
    let up: Bool
    let down: Bool
    let left: Bool
    let right: Bool

    var character: Character {
        let index = (up ? 8 : 0) + (down ? 4 : 0) + (left ? 2 : 0) + (right ? 1 : 0)
        return Self.characters[index]
    }

    /// By the lines that meet: up, down, left, right as the bits of a number.
    private static let characters = Array(" ╶╴─╷┌┐┬╵└┘┴│├┤┼")
}

extension String {
    fileprivate var trimmingSuffix: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
