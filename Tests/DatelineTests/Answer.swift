import Foundation

/// What the program answered in JSON, or a part of it.
enum Answer: Hashable, Decodable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([Answer])
    case object([String: Answer])

    /// Reads an answer.
    init(_ text: some StringProtocol) throws {
        self = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
    }

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([Answer].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: Answer].self))
        }
    }

    /// What an object has under a name; nil where there is nothing, or no object.
    subscript(name: String) -> Answer? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The elements of a list; none where there is no list.
    var elements: [Answer] {
        guard case .list(let elements) = self else { return [] }
        return elements
    }

    /// The number; nil where there is none.
    var number: Int? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The text; nil where there is none.
    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }
}
