import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts

/// A fact that comes from elsewhere, with what is said of its recording.
///
/// It is read from a line that `export` has written, from a CloudEvents event, or from JSON of the
/// fact alone.
struct IncomingFact: Sendable {
    let fact: Fact
    /// The id that the content must have; nil when none is given.
    var id: Digest?
    /// When it was recorded there.
    var recordedAt: Timestamp?
}

extension IncomingFact {
    /// Reads one JSON value.
    ///
    /// - Throws: What is wrong with it, in words.
    init(_ record: RecordReader.Record) throws {
        let text = try record.bytes
        guard let members = try JSONMembers(text[...]) else {
            self.init(fact: try Fact(json: Data(text)))
            return
        }
        if members.keys.contains("specversion") {
            try self.init(cloudEvent: members)
        } else if members.keys.contains("fact") {
            try self.init(exported: members)
        } else {
            self.init(fact: try Fact(json: Data(text)))
        }
    }

    private static let exportedKeys = ["position", "recordedAt", "id", "fact"]

    private init(exported members: JSONMembers) throws {
        if let other = members.keys.first(where: { !Self.exportedKeys.contains($0) }) {
            throw MovingError(
                "\(other.printable): there is no such key here; the keys are "
                    + Self.exportedKeys.joined(separator: ", ")
            )
        }
        // Where the fact stood there says nothing about where it will stand here.
        try members.checkUnread("position")
        guard let text = members["fact"] else { throw MovingError("fact: there is none") }
        self.init(fact: try Fact(json: Data(text), at: "fact"))
        recordedAt = try members.moment("recordedAt")
        if let text = try members.text("id") {
            guard let digest = Digest(hexadecimal: text) else {
                throw MovingError("id: `\(text.printable)` is no id of 64 hexadecimal digits")
            }
            id = digest
        }
    }
}

extension JSONMembers {
    /// A time that may be absent.
    func moment(_ key: String) throws(MovingError) -> Timestamp? {
        guard let text = try text(key) else { return nil }
        guard let moment = Timestamp(iso8601: text) else {
            throw MovingError(
                "\(key): `\(text.printable)` is no time of the years 0 to 9999, such as "
                    + "2025-02-15T09:30:00Z"
            )
        }
        return moment
    }
}

extension Fact {
    /// Reads a fact that stands within other JSON.
    init(json: Data, at place: String) throws(MovingError) {
        do { self = try Fact(json: json) } catch { throw MovingError("\(place): \(error)") }
    }
}
