import Foundation
import NewsFacts

/// How the rows of a table become facts: a file of JSON that gives a template for each part of a fact.
///
/// A template is text with the cells of a row in it, as `{Name}` by the name of the column, or `{3}`
/// by its number where the table has no names. `{Name|slug}` makes an identifier of a cell. A part of
/// which a cell is blank is left out.
struct CSVMapping {
    let file: String
    let delimiter: UInt8
    /// Whether the first row has the names of the columns.
    let hasHeader: Bool
    private let members: [String: MappingNode]
    /// What takes the place of some cells, by column.
    private let values: [String: [String: String]]

    private static let keys = [
        "delimiter", "header", "values", "type", "subject", "occurred", "statement", "modality",
        "attributedTo", "externalID", "participants", "attributes", "amounts", "source", "codes",
    ]

    /// Reads a mapping.
    ///
    /// - Throws: What is wrong with it, with the place.
    init(_ path: String) throws {
        file = path.printable
        let data = try FactFile.data(of: path, atMost: Fact.Limit.jsonByteCountMax)
        do {
            members = try MappingNode(data).members(Self.keys)
            delimiter = try Self.delimiter(members["delimiter"])
            hasHeader = try members["header"]?.truth() ?? true
            var values: [String: [String: String]] = [:]
            for (column, node) in try members["values"]?.members() ?? [:] {
                var texts: [String: String] = [:]
                for (cell, text) in try node.members() { texts[cell] = try text.text() }
                values[column] = texts
            }
            self.values = values
            for key in ["type", "subject"] where members[key] == nil {
                throw MovingError("\(key): it is missing, and every fact has it")
            }
        } catch {
            throw MovingError("\(path.printable): \(error)")
        }
    }

    private static func delimiter(_ node: MappingNode?) throws(MovingError) -> UInt8 {
        guard let node else { return UInt8(ascii: ",") }
        let bytes = Array(try node.text().utf8)
        guard bytes.count == 1, bytes[0] < 0x80, ![0x0A, 0x0D, 0x22].contains(bytes[0]) else {
            throw node.error("a delimiter is one character of ASCII, and no quotation mark")
        }
        return bytes[0]
    }

    /// The mapping for a table that has those columns.
    ///
    /// - Throws: What does not fit the table or the catalogue, with the place in the mapping.
    func bound(to columns: [String]) throws -> RowMapping {
        do {
            var replacements: [(column: Int, texts: [String: String])] = []
            for (column, texts) in values.sorted(by: { $0.key < $1.key }) {
                guard let index = columns.firstIndex(of: column) else {
                    throw MovingError(
                        "values.\(column.printable): there is no such column; the columns are "
                            + columns.map(\.printable).joined(separator: ", ")
                    )
                }
                replacements.append((index, texts))
            }
            return try RowMapping(members, columns: columns, replacements: replacements)
        } catch {
            throw MovingError("\(file): \(error)")
        }
    }
}
