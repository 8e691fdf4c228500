import Foundation
import NewsFacts

/// A value in the JSON of a mapping, and where it stands.
struct MappingNode {
    private let value: Any
    /// The way to the value, such as `participants[0].role`; empty for the whole.
    let place: String

    /// Reads a text of JSON.
    init(_ text: Data) throws {
        do {
            value = try JSONSerialization.jsonObject(with: text)
        } catch {
            let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
            throw MovingError(
                "this is not JSON: " + (reason ?? error.localizedDescription).printable
            )
        }
        place = ""
    }

    private init(_ value: Any, at place: String) {
        self.value = value
        self.place = place
    }

    /// An error about the value.
    func error(_ reason: String) -> MovingError {
        MovingError((place.isEmpty ? "" : "\(place): ") + reason)
    }

    /// The members of an object that has no keys but those.
    func members(_ keys: [String]) throws(MovingError) -> [String: MappingNode] {
        let members = try members()
        for key in members.keys.sorted() where !keys.contains(key) {
            throw error(
                "there is no key `\(key.printable)` here; the keys are "
                    + keys.joined(separator: ", ")
            )
        }
        return members
    }

    /// The members of an object.
    func members() throws(MovingError) -> [String: MappingNode] {
        guard let object = value as? [String: Any] else { throw error("this is no object") }
        return Dictionary(
            uniqueKeysWithValues: object.map { key, value in
                (
                    key,
                    MappingNode(
                        value,
                        at: place.isEmpty ? key.printable : "\(place).\(key.printable)"
                    )
                )
            }
        )
    }

    /// The elements of a list.
    func elements() throws(MovingError) -> [MappingNode] {
        guard let list = value as? [Any] else { throw error("this is no list") }
        return list.enumerated().map { MappingNode($1, at: "\(place)[\($0)]") }
    }

    func text() throws(MovingError) -> String {
        guard let text = value as? String else { throw error("this is no text") }
        return text
    }

    func truth() throws(MovingError) -> Bool {
        guard let truth = value as? Bool else { throw error("this is neither true nor false") }
        return truth
    }

    /// A template for rows that have those columns.
    func template(_ columns: [String]) throws(MovingError) -> CellTemplate {
        let text = try text()
        do throws(MovingError) {
            return try CellTemplate(text, columns: columns)
        } catch let reason {
            throw error(reason.description)
        }
    }
}

extension [String: MappingNode] {
    /// The template of a key; nil where there is none.
    func template(_ key: String, _ columns: [String]) throws(MovingError) -> CellTemplate? {
        guard let node = self[key] else { return nil }
        return try node.template(columns)
    }
}
