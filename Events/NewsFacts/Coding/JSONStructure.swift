import Foundation

/// Checks what `JSONDecoder` lets pass: a key that is given twice, of which it would keep one, and
/// a comma with nothing behind it.
struct JSONStructure {
    private let bytes: [UInt8]
    /// The keys of each object that is open, or nil for a list.
    private var open: [Set<ArraySlice<UInt8>>?] = []
    private var previous: UInt8 = 0

    private static let space: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20]

    init(_ json: Data) { bytes = Array(json) }

    /// What is wrong, and near which byte; nil when nothing is.
    ///
    /// The text has to be JSON otherwise.
    ///
    /// - Complexity: O(n) in the bytes.
    mutating func problem() -> String? {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "{"): open.append([])
            case UInt8(ascii: "["): open.append(nil)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if previous == UInt8(ascii: ",") {
                    return "a comma ends nothing near byte \(index)"
                }
                _ = open.popLast()
            case UInt8(ascii: "\""):
                let end = endOfText(from: index + 1)
                let key = bytes[index + 1..<end]
                if isBeforeKey, open.last??.contains(key) == true {
                    let name = String(decoding: key, as: UTF8.self)
                    return "the key `\(name.excerpt)` is given twice, near byte \(index)"
                }
                if isBeforeKey { open[open.count - 1]?.insert(key) }
                index = end
            default: break
            }
            if !Self.space.contains(byte) { previous = byte }
            index += 1
        }
        return nil
    }

    private var isBeforeKey: Bool {
        open.last.flatMap { $0 } != nil
            && (previous == UInt8(ascii: "{") || previous == UInt8(ascii: ","))
    }

    private func endOfText(from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, bytes.count)
    }
}
