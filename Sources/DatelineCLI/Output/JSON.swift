/// A JSON value whose objects keep the order of their keys.
indirect enum JSON {
    case null
    case bool(Bool)
    case number(Int)
    case text(String)
    case list([JSON])
    case object([(String, JSON)])
    /// JSON that is written already.
    case written(String)

    /// The value in one line.
    var line: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): "\(number)"
        case .text(let text): Self.quoted(text)
        case .list(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
        case .object(let pairs):
            "{" + pairs.map { Self.quoted($0) + ":" + $1.line }.joined(separator: ",") + "}"
        case .written(let json): json
        }
    }

    /// Source: RFC 8259, section 7.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\u{0}"..<" ", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension JSON {
    /// The value in one line that is safe to show on a terminal: what could steer one is written as
    /// an escape, which says the same.
    var safeLine: String {
        line.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.value < 0x7F || String(scalar).printable.unicodeScalars.first == scalar {
                text.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
    }

    /// Text, or null when it is empty.
    static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
}
