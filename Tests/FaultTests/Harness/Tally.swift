/// What became of the runs of one operation.
struct Tally {
    var callCount = 0
    var runCount = 0
    /// What was found wrong, and under which fault.
    var problems: [String] = []

    /// One line of a report.
    func line(_ name: String, of kind: String) -> String {
        let lost = problems.count { $0.contains("events, not") }
        return "fault harness: \(name): \(callCount) steps, \(runCount) \(kind), "
            + "\(lost) lost, \(problems.count - lost) torn or different"
    }
}
