import ByteCoding
import Dateline
import Foundation
import NewsFacts

extension IncomingFact {
    /// Reads an event whose data is a fact.
    ///
    /// Its type must be that of the fact, and so must its subject, if it has one. The id is that of
    /// the fact where a ledger has sent it; others have ids of their own. Attributes that are not
    /// known are passed over.
    ///
    /// Source: CloudEvents 1.0.2, and its JSON event format.
    init(cloudEvent members: JSONMembers) throws(MovingError) {
        let version = try members.required("specversion")
        guard version == CloudEvent.version else {
            throw MovingError(
                "specversion: \(version.printable) of CloudEvents is not read, "
                    + "\(CloudEvent.version) is"
            )
        }
        let id = try members.required("id")
        let source = try members.required("source")
        let type = try members.required("type")
        guard type.hasPrefix(CloudEvent.typePrefix) else {
            throw MovingError(
                "type: \(type.printable) is no type of fact; it would begin with "
                    + CloudEvent.typePrefix
            )
        }
        let fact = try members.fact()
        guard type == CloudEvent.typePrefix + fact.type.name else {
            throw MovingError("type: it is \(type.printable), and the data is \(fact.type)")
        }
        if let subject = try members.text("subject"),
            !subject.utf8.elementsEqual(fact.subject.utf8)
        {
            throw MovingError(
                "subject: it is \(subject.printable), and that of the data "
                    + (fact.subject.isEmpty ? "is none" : fact.subject.printable)
            )
        }
        self.init(fact: fact, recordedAt: try members.moment("time"))
        if CloudEvent.isLedger(source) {
            guard let digest = Digest(hexadecimal: id) else {
                throw MovingError(
                    "id: `\(id.printable)` is no id of 64 hexadecimal digits, as events of a ledger "
                        + "have"
                )
            }
            self.id = digest
        }
        for key in members.keys where !Self.readKeys.contains(key) { try members.checkUnread(key) }
    }

    private static let readKeys: Set<String> = [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data",
        "data_base64",
    ]
}

extension JSONMembers {
    fileprivate func required(_ key: String) throws(MovingError) -> String {
        guard let text = try text(key), !text.isEmpty else {
            throw MovingError("\(key): this attribute is missing, and every event has it")
        }
        return text
    }

    fileprivate func fact() throws(MovingError) -> Fact {
        if let type = try text("datacontenttype"), !type.isJSONContentType {
            throw MovingError("datacontenttype: \(type.printable) is no JSON")
        }
        switch (self["data"], try text("data_base64")) {
        case (let data?, nil): return try Fact(json: Data(data), at: "data")
        case (nil, let text?):
            guard let data = Data(base64Encoded: text) else {
                throw MovingError("data_base64: this is no Base64")
            }
            return try Fact(json: data, at: "data_base64")
        case (nil, nil): throw MovingError("data: the event has none, and should hold a fact")
        case (_?, _?): throw MovingError("data_base64: the event has data besides")
        }
    }
}

extension String {
    /// Whether a media type is JSON, whatever its parameters.
    fileprivate var isJSONContentType: Bool {
        let type = prefix { $0 != ";" }.lowercased().trimmingCharacters(in: .whitespaces)
        return type.hasSuffix("/json") || type.hasSuffix("+json")
    }
}
