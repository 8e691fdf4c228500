/// All fact types there are, by family.
public enum Catalogue {
    /// A group of fact types that tell the life of one kind of thing.
    public struct Family: Sendable {
        /// The name of the family, as help and documentation show it.
        public let name: String
        /// The types of the family, in the order a life takes them.
        public let types: [FactType]
    }

    /// Every family, in the order of the documentation.
    public static let families: [Family] = [
        FactType.alliances, FactType.lawsuits, FactType.commitments, FactType.bids,
        FactType.tenures, FactType.organizations, FactType.contacts, FactType.statements,
        FactType.profiles, FactType.sources, FactType.amendments,
    ]

    /// The type of that name, or nil.
    ///
    /// - Complexity: O(1).
    public static func type(named name: String) -> FactType? { byName[name] }

    /// The type of that number, or nil.
    ///
    /// - Complexity: O(1).
    public static func type(numbered number: UInt16) -> FactType? {
        number < byNumber.count ? byNumber[Int(number)] : nil
    }

    /// Every type, in the order of the families.
    ///
    /// - Complexity: O(1) after the first use.
    public static let types: [FactType] = families.flatMap(\.types)

    private static let byName: [String: FactType] = Dictionary(
        uniqueKeysWithValues: types.map { ($0.name, $0) }
    )

    private static let byNumber: [FactType?] = {
        var table = [FactType?](repeating: nil, count: Int(types.map(\.number).max() ?? 0) + 1)
        for type in types {
            precondition(table[Int(type.number)] == nil, "\(type) reuses number \(type.number)")
            table[Int(type.number)] = type
        }
        return table
    }()
}

extension Catalogue {
    /// The type name that takes the fewest edits to reach from `name`, when that is a likely slip.
    public static func nearest(to name: String) -> String? {
        guard name.utf8.count <= 64 else { return nil }
        let distances = types.map { (name: $0.name, edits: name.editDistance(to: $0.name)) }
        return distances.min { $0.edits < $1.edits }.flatMap { $0.edits <= 4 ? $0.name : nil }
    }
}

extension String {
    /// How many single-character edits lead from one text to the other (Levenshtein).
    ///
    /// - Complexity: O(n·m).
    fileprivate func editDistance(to other: String) -> Int {
        let target = Array(other)
        var row = Array(0...target.count)
        for (index, character) in enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in target.indices {
                let substituted = diagonal + (character == target[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = Swift.min(substituted, diagonal + 1, row[column] + 1)
            }
        }
        return row[target.count]
    }
}
