import NewsFacts

/// Cells in columns, wrapped to the width of the terminal; or, where too many columns would leave
/// too little for each, row by row with a line for each cell.
struct Table {
    private let columns: [String]
    private let rows: [[String]]

    private static let gap = "  "
    private static let columnWidthMin = 8
    private static let readableWidthMin = 14

    /// A table without those columns that are empty in every row.
    init(columns: [String], rows: [[String]]) {
        let filled = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        self.columns = filled.map { columns[$0] }
        self.rows = rows.map { row in filled.map { row[$0].printable } }
    }

    func text(_ terminal: Terminal) -> String {
        if let available = terminal.columns, naturalWidths.reduce(gapWidth, +) > available,
            columns.count * Self.readableWidthMin > available
        {
            return records(terminal, available)
        }
        let widths = fitted(to: terminal.columns)
        var text =
            line(columns, widths).split(separator: "\n").map { terminal.bold(String($0)) }
            .joined(separator: "\n") + "\n"
        for row in rows { text += line(row, widths) }
        return text
    }

    /// The rows one below the other; the first cell of each is its heading.
    private func records(_ terminal: Terminal, _ available: Int) -> String {
        let width = columns.map(\.displayWidth).max() ?? 0
        let widths = [2, width, max(Self.columnWidthMin, available - width - 6)]
        return rows.enumerated().map { index, row in
            let lines = zip(columns, row).dropFirst().filter { !$1.isEmpty }
                .map { self.line(["", $0, $1], widths) }
            if row[0].isEmpty { return lines.joined() }
            return (index == 0 ? "" : "\n") + terminal.bold(row[0]) + "\n" + lines.joined()
        }.joined()
    }

    private var naturalWidths: [Int] {
        columns.indices.map { column in
            ([columns] + rows).map { $0[column].displayWidth }.max() ?? 0
        }
    }

    private var gapWidth: Int { Self.gap.count * max(0, columns.count - 1) }

    /// The widths of the columns: as wide as their cells, the widest cut until all fit.
    private func fitted(to available: Int?) -> [Int] {
        var widths = naturalWidths
        guard let available else { return widths }
        while widths.reduce(gapWidth, +) > available, let widest = widths.max(),
            widest > Self.columnWidthMin, let column = widths.firstIndex(of: widest)
        {
            widths[column] -= 1
        }
        return widths
    }

    /// One row of the table, on as many lines as its longest cell takes.
    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let wrapped = zip(cells, widths).map { $0.wrapped(to: $1) }
        let height = wrapped.map(\.count).max() ?? 0
        return (0..<height).map { index in
            let parts = zip(wrapped, widths).map { lines, width in
                (index < lines.count ? lines[index] : "").padded(to: width)
            }
            return parts.joined(separator: Self.gap).trimmingTrailingSpaces + "\n"
        }.joined()
    }
}

extension StringProtocol {
    /// How many columns of a terminal the text takes: none for marks that combine, two for wide
    /// characters of East Asia and for emoji.
    var displayWidth: Int { unicodeScalars.reduce(0) { $0 + $1.displayWidth } }

    /// As much of the beginning as fits, one character at least, and its width.
    fileprivate func head(fitting width: Int) -> (text: SubSequence, width: Int) {
        var used = 0
        var end = startIndex
        while end < endIndex {
            let next = index(after: end)
            let added = self[end..<next].displayWidth
            if used + added > width, end > startIndex { break }
            used += added
            end = next
        }
        return (self[..<end], used)
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        // A left-to-right mark ends right-to-left text, so that the next column stays in its place.
        let mark = unicodeScalars.contains(where: \.isRightToLeft) ? "\u{200E}" : ""
        return self + mark + String(repeating: " ", count: max(0, width - displayWidth))
    }

    fileprivate var trimmingTrailingSpaces: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }

    /// The text in lines of at most that width, broken at spaces where there are any.
    ///
    /// - Complexity: O(n).
    fileprivate func wrapped(to width: Int) -> [String] {
        if displayWidth <= width { return [self] }
        var lines = [""]
        var used = 0
        for word in split(separator: " ", omittingEmptySubsequences: false) {
            var rest = word
            var restWidth = word.displayWidth
            if !lines[lines.count - 1].isEmpty {
                if used + 1 + restWidth <= width {
                    lines[lines.count - 1] += " " + rest
                    used += 1 + restWidth
                    continue
                }
                lines.append("")
            }
            while restWidth > width, width > 1 {
                let head = rest.head(fitting: width)
                lines[lines.count - 1] = String(head.text)
                lines.append("")
                rest = rest[head.text.endIndex...]
                restWidth -= head.width
            }
            lines[lines.count - 1] = String(rest)
            used = restWidth
        }
        return lines
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        if (0x20...0x7E).contains(value) { return 1 }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: 0
        default: Self.wide.contains { $0.contains(value) } ? 2 : 1
        }
    }

    fileprivate var isRightToLeft: Bool {
        (0x0590...0x08FF).contains(value) || (0xFB1D...0xFDFF).contains(value)
            || (0xFE70...0xFEFF).contains(value)
    }

    /// Blocks whose characters take two columns.
    ///
    /// Source: Unicode Standard Annex 11.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
