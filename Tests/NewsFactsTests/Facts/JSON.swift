import Foundation
import NewsFacts
import Testing

/// The fact that a JSON text says.
func fact(_ json: String) throws -> Fact { try Fact(json: Data(json.utf8)) }

/// The text with which a JSON text is refused; nil when it is read.
func refusal(ofFact json: String) -> String? {
    do {
        _ = try Fact(json: Data(json.utf8))
        return nil
    } catch {
        return error.description
    }
}
