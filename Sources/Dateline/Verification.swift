public import ByteCoding
import EventLog

/// What has been checked of a ledger, and what is not as it was written.
public struct Verification: Sendable {
    /// The parts of the ledger, in the order in which they were checked.
    public enum Part: String, Sendable, CaseIterable {
        case files, checkpoints, log, index, views
    }

    /// Something that is not as it was written.
    public struct Finding: Hashable, Sendable, CustomStringConvertible {
        /// In which part.
        public let part: Part
        /// Where: an event, a row, a page of a file.
        public let place: String
        /// What is wrong there.
        public let reason: String

        /// The finding in a line.
        public var description: String { "\(place): \(reason)" }
    }

    /// How much of a part was checked.
    public struct Check: Hashable, Sendable {
        /// The part.
        public let part: Part
        /// What was checked of it, in words.
        public let extent: String
        /// Whether it was checked, and not passed over for the reason that ``extent`` gives.
        public let isDone: Bool
    }

    /// How many events the ledger has.
    public internal(set) var eventCount = 0
    /// The root of the tree over them; nil when it could not be had.
    public internal(set) var root: Digest?
    /// What was checked.
    public internal(set) var checks: [Check] = []
    /// What was found; nothing when all is as it was written.
    public internal(set) var findings: [Finding] = []

    /// Whether all is as it was written.
    public var isWhole: Bool { findings.isEmpty }

    mutating func note(_ part: Part, _ extent: String) {
        checks.append(Check(part: part, extent: extent, isDone: true))
    }

    mutating func pass(over part: Part, _ reason: String) {
        checks.append(Check(part: part, extent: reason, isDone: false))
    }

    mutating func find(_ part: Part, _ place: String, _ reason: String) {
        findings.append(Finding(part: part, place: place, reason: reason))
    }

    mutating func take(_ found: [LogFinding], _ part: Part) {
        for finding in found { find(part, finding.place(in: part), finding.reason) }
    }
}

extension LogFinding {
    fileprivate func place(in part: Verification.Part) -> String {
        guard let events else { return part.rawValue }
        let last = events.upperBound.advanced(by: -1)
        return last == events.lowerBound ? "\(last)" : "\(events.lowerBound) to \(last)"
    }
}
