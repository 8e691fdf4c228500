import ByteCoding
public import LMDB

/// The keys and values of a file, read and written behind the back of whoever owns it.
///
/// The file must not be open in this process.
public enum StoredFile {
    /// A key and its value.
    public struct Pair: Hashable, Sendable {
        /// The key.
        public var key: [UInt8]
        /// The value.
        public var value: [UInt8]
    }

    /// All that a table holds, in the order of the keys.
    public static func pairs(of table: String, at path: String) throws(LMDBError) -> [Pair] {
        let environment = try Environment(at: path, access: .readOnly)
        let table = try environment.openTable(table)
        let transaction = try ReadTransaction(environment)
        var cursor = try transaction.cursor(over: table)
        var pairs: [Pair] = []
        while let entry = try cursor.next() {
            pairs.append(Pair(key: Array(copying: entry.key), value: Array(copying: entry.value)))
        }
        return pairs
    }

    /// Puts a pair into a table, making file and table when there are none.
    public static func put(_ pair: Pair, in table: String, at path: String) throws(LMDBError) {
        let environment = try Environment(at: path, access: .create)
        let table = try environment.createTable(table)
        var transaction = try WriteTransaction(environment)
        try transaction.put(pair.value.span, forKey: pair.key.span, in: table)
        try transaction.commit()
    }

    /// Makes a table hold those pairs and no others.
    public static func replaceAll(
        of table: String,
        by pairs: [Pair],
        at path: String
    ) throws(LMDBError) {
        let environment = try Environment(at: path, access: .readWrite)
        let table = try environment.openTable(table)
        var transaction = try WriteTransaction(environment)
        try transaction.removeAll(in: table)
        for pair in pairs {
            try transaction.put(pair.value.span, forKey: pair.key.span, in: table)
        }
        try transaction.commit()
    }
}

extension StoredFile.Pair {
    /// A pair of bytes.
    public init(_ key: [UInt8], _ value: [UInt8]) {
        self.key = key
        self.value = value
    }
}

extension [UInt8] {
    /// The bytes that hexadecimal digits spell; spaces and line ends between them do not count.
    public init(hexadecimal text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        precondition(digits.count.isMultiple(of: 2), "\(digits.count) digits spell no bytes")
        self = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }

    /// The bytes as hexadecimal digits.
    public var hexadecimal: String {
        map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
