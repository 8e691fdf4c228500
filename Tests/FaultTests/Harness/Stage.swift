import Foundation
import TestSupport

/// A ledger as it is before an operation, of which each spoiled run gets a copy.
final class Stage {
    let scenario: Scenario
    private let template = TemporaryFolder()

    /// The batches that were acknowledged before the operation.
    var batches: [Range<Int>] { Scenario.batches(in: scenario.preparation) }

    init(_ scenario: Scenario) throws {
        self.scenario = scenario
        if scenario.preparation.isEmpty { return }
        try prepare(scenario.preparation, nil)
        guard scenario.hasRemains else { return }
        let trace = try trace()
        let isOfView = { (step: Step) in step.path.contains("/views/") && step.kind == .syncs }
        guard let step = trace.calls.last(where: isOfView) else { throw StageError("no remains") }
        try prepare(scenario.acts, Fault(action: .before, step: step.number))
    }

    private func prepare(_ acts: [String], _ fault: Fault?) throws {
        let outcome = try Self.run(acts, in: template, fault?.environment ?? [:])
        let isRight = fault == nil ? outcome.signal == nil : outcome.signal == SIGKILL
        guard isRight, fault != nil || outcome.said == acts.map({ "did \($0)" }) else {
            throw StageError("\(scenario.name): \(outcome.said)")
        }
    }

    /// What became of one run.
    struct Outcome {
        /// Holds `ledger`, as the run left it.
        let folder: TemporaryFolder
        let said: [String]
        /// The signal that ended the child.
        let signal: Int32?
        /// Whether the child ended by itself and well.
        let isWell: Bool

        var path: String { folder.file("ledger") }

        /// The batches that were acknowledged.
        var acknowledged: [Range<Int>] {
            Scenario.batches(in: said.filter { $0.hasPrefix("did ") }.map { $0.dropFirst(4) + "" })
        }
    }

    /// A copy of the ledger.
    func copy() throws -> TemporaryFolder {
        let folder = TemporaryFolder()
        guard !scenario.preparation.isEmpty else { return folder }
        try FileManager.default.copyItem(
            atPath: template.file("ledger"),
            toPath: folder.file("ledger")
        )
        return folder
    }

    /// Lets a child do the operation on a copy, with one fault or none.
    func run(_ fault: Fault?) throws -> Outcome {
        try Self.run(scenario.acts, in: try copy(), fault?.environment ?? [:])
    }

    /// What a child does when nothing goes wrong.
    func trace() throws -> Trace {
        let notes = TemporaryFolder()
        let files = ["trace", "bytes"].map { notes.file($0) }
        let outcome = try Self.run(
            scenario.acts,
            in: try copy(),
            ["FAULT_TRACE": files[0], "FAULT_BYTES": files[1]]
        )
        guard outcome.isWell, !outcome.said.contains(where: { $0.hasPrefix("failed") }) else {
            throw StageError("\(scenario.name): \(outcome.said)")
        }
        return Trace(
            lines: try String(contentsOfFile: files[0], encoding: .utf8),
            bytes: Array(try Data(contentsOf: URL(filePath: files[1]))),
            in: outcome.folder.path
        )
    }

    static func run(
        _ acts: [String],
        in folder: TemporaryFolder,
        _ environment: [String: String] = [:]
    ) throws -> Outcome {
        let child = try start(acts, in: folder, environment)
        let said = child.lines()
        let isWell = child.wait()
        return Outcome(folder: folder, said: said, signal: child.endingSignal, isWell: isWell)
    }

    static func start(
        _ acts: [String],
        in folder: TemporaryFolder,
        _ environment: [String: String] = [:]
    ) throws -> ChildProcess {
        try ChildProcess(
            ["script", folder.file("ledger")] + acts,
            environment: Shim.environment(for: folder.path).merging(environment) { $1 }
        )
    }
}

/// Why an operation could not be tried at all.
struct StageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
