import NewsFacts

/// A text with cells of a row in it: `court:{Number}`, or `person/{Name|slug}`.
///
/// A brace that stands for itself is written twice.
struct CellTemplate: Sendable {
    private var pieces: [Piece] = []

    private enum Piece: Sendable {
        case text(String)
        case cell(Int, isSlug: Bool)
    }

    /// Whether no cell is in the text.
    var isConstant: Bool {
        pieces.allSatisfy { if case .text = $0 { true } else { false } }
    }

    /// Reads a template for rows that have those columns.
    ///
    /// - Throws: What is wrong with it, or which column there is not.
    init(_ text: String, columns: [String]) throws(MovingError) {
        var literal = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            let isDoubled = (scalar == "{" || scalar == "}") && rest.first == scalar
            if isDoubled { rest.removeFirst() }
            guard scalar == "{", !isDoubled else {
                guard scalar != "}" || isDoubled else {
                    throw MovingError("a } without a { before it; one that stands for itself is }}")
                }
                literal.append(scalar)
                continue
            }
            guard let end = rest.firstIndex(of: "}") else {
                throw MovingError("a { without a } after it; one that stands for itself is {{")
            }
            if !literal.isEmpty { pieces.append(.text(String(literal))) }
            literal = String.UnicodeScalarView()
            pieces.append(try Self.cell(String(rest[..<end]), columns))
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty || pieces.isEmpty { pieces.append(.text(String(literal))) }
    }

    private static func cell(_ text: String, _ columns: [String]) throws(MovingError) -> Piece {
        var name = text
        let isSlug = text.hasSuffix("|slug")
        if isSlug { name.removeLast(5) }
        let found = columns.indices.filter { columns[$0] == name }
        guard let index = found.first else {
            throw MovingError(
                "there is no column {\(name.printable)}; the columns are "
                    + columns.map(\.printable).joined(separator: ", ")
            )
        }
        guard found.count == 1 else {
            throw MovingError("\(found.count) columns are called \(name.printable)")
        }
        return .cell(index, isSlug: isSlug)
    }

    /// The text with the cells of a row in it; nil when one of them is blank.
    func text(of cells: [String]) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .cell(let index, let isSlug):
                let cell = cells[index]
                guard !cell.isBlank else { return nil }
                text += isSlug ? cell.slug : cell
            }
        }
        return text
    }
}
