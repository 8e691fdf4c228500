import NewsFacts
import Projecting

extension Fact {
    /// The legal form that an organisation has from the fact on: what it was founded as, or what a
    /// finished restructuring made of it.
    var legalForm: String? {
        guard type == .organizationFounded || type == .restructuringCompleted else { return nil }
        return modality.isRealized ? attributes["legalForm"] : nil
    }

    /// Who has control of whom, by the fact.
    ///
    /// A bid tells of the controller of its target and of what the target controls. A purchase of
    /// assets alone gives no control.
    var control: [Control] {
        let target = entities("target")
        return switch type {
        case .controlHeld: Control.all(entities("controller"), of: entities("controlled"))
        case .acquisitionBidPlanned, .acquisitionBidSubmitted:
            Control.all(entities("controller"), of: target)
                + Control.all(target, of: entities("controlled"))
        case .acquisitionCompleted where entities("asset").isEmpty:
            Control.all(entities("acquirer"), of: target)
        default: []
        }
    }

    /// A step of a restructuring in one line: `began 2025-01: for-profit company (elon-musk)`.
    func restructuring(_ step: String) -> String {
        let date = occurred.edtf.isEmpty ? "" : " \(occurred.edtf)"
        let outcome = [attributes["legalForm"], attributes["terms"]].compactMap { $0 }
        let aim = outcome.isEmpty ? "" : ": " + outcome.joined(separator: "; ")
        return step + date + aim + (attributedTo.isEmpty ? "" : " (\(attributedTo))")
    }
}

/// That one has control of another.
struct Control: Hashable {
    let controller: String
    let controlled: String

    static func all(_ controllers: [String], of controlled: [String]) -> [Control] {
        controllers.flatMap { controller in
            controlled.map { Control(controller: controller, controlled: $0) }
        }
    }
}
