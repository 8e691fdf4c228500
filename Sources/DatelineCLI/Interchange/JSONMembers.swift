import Foundation
import NewsFacts

/// The members of a JSON object, each value as the text that it was.
///
/// Only the outermost level is read, so that a part can be handed to whoever knows what it means.
struct JSONMembers {
    /// The keys, in the order of the text.
    private(set) var keys: [String] = []
    private var values: [String: ArraySlice<UInt8>] = [:]

    /// Reads the text of an object; nil when it is none, as far as the outermost level tells.
    ///
    /// - Throws: When a key is given twice.
    /// - Complexity: O(n) in the bytes.
    init?(_ text: ArraySlice<UInt8>) throws(MovingError) {
        var scan = JSONScan(text)
        guard scan.takes("{") else { return nil }
        if scan.takes("}") {
            guard scan.isAtEnd else { return nil }
            return
        }
        repeat {
            guard let name = scan.value(), name.first == UInt8(ascii: "\""),
                let key = try? JSONDecoder().decode(String.self, from: Data(name)),
                scan.takes(":"), let value = scan.value()
            else { return nil }
            guard values[key] == nil else {
                throw MovingError("the key `\(key.printable)` is given twice")
            }
            keys.append(key)
            values[key] = value
        } while scan.takes(",")
        guard scan.takes("}"), scan.isAtEnd else { return nil }
    }

    /// The text of a value; nil where there is none, or null.
    subscript(key: String) -> ArraySlice<UInt8>? {
        guard let value = values[key], !value.elementsEqual("null".utf8) else { return nil }
        return value
    }

    /// A value that must be text; nil where there is none, or null.
    func text(_ key: String) throws(MovingError) -> String? {
        guard let value = self[key] else { return nil }
        do {
            return try JSONDecoder().decode(String.self, from: Data(value))
        } catch {
            throw MovingError("\(key): this is no text")
        }
    }

    /// Refuses a value that is no JSON, which nobody has read.
    func checkUnread(_ key: String) throws(MovingError) {
        guard let value = self[key] else { return }
        do {
            _ = try JSONSerialization.jsonObject(with: Data(value), options: .fragmentsAllowed)
        } catch {
            throw MovingError("\(key.printable): this is not JSON")
        }
    }
}
