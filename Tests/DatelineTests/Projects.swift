import NewsFacts
import Projecting

/// A project, and who takes part in it.
struct Project: ViewRow {
    var status = Status.proposed
    var participants: [String] = []
    var announced = ReportedDate()
    var successors: [String] = []

    enum Status: String, RowStatus {
        case proposed, underWay, superseded
        var isCurrent: Bool { self == .underWay }
    }

    static let columns: [Column<Project>] = [
        Column("participants", \.participants), Column("announced", \.announced),
        Column("successors", \.successors),
    ]
}

/// Who takes part in which project.
enum Projects: Projection {
    static let name = "projects"
    static let summary = "Who takes part in which project"
    static let version: UInt32 = 1
    static let consumes: Set<FactType> = [
        .projectProposed, .projectAnnounced, .projectJoined, .projectExited, .projectSuperseded,
    ]

    static func rowKeys(of fact: Fact) -> [RowKey] { fact.entities("project").map(RowKey.init) }

    static func apply(_ fact: Fact, to row: inout Project?, of key: RowKey) throws(IllegalStep) {
        guard fact.modality.isRealized else { return }
        let named = fact.entities("participant")
        row = row ?? Project()
        switch fact.type {
        case .projectProposed:
            try row.step(from: [.proposed, .underWay]) { $0.participants.formUnion(named) }
        case .projectAnnounced:
            try row.step(from: [.proposed, .underWay], to: .underWay) {
                $0.participants.formUnion(named)
                $0.announced.refine(by: fact.occurred)
            }
        case .projectJoined:
            try row.step(from: [.proposed, .underWay], to: .underWay) {
                $0.participants.formUnion(named)
            }
        case .projectExited:
            guard let members = row?.participants, Set(named).isSubset(of: members) else {
                throw IllegalStep("who is said to leave takes no part in it")
            }
            try row.anyStep { $0.participants.removeAll(where: named.contains) }
        default:
            try row.step(from: [.proposed, .underWay], to: .superseded) {
                $0.successors = fact.entities("successor")
            }
        }
    }
}
