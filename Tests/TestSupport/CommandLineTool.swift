import Foundation

/// The `dateline` program that was built beside the tests, or a script of the package.
public struct CommandLineTool: Sendable {
    private let folder: String
    private let environment: [String: String]
    private let executable: URL

    /// The program, run in that folder.
    public init(in folder: String, environment: [String: String] = [:]) {
        self.folder = folder
        self.environment = environment
        executable = Self.executable
    }

    /// The script of that name in `scripts/`, run in that folder.
    public init(script: String, in folder: String) {
        self.folder = folder
        environment = [:]
        executable = Repository.root.appending(path: "scripts/\(script)")
    }

    /// What became of a run.
    public struct Run: Sendable {
        /// The exit code; of a run that a signal ended, the negative number of the signal.
        public let status: Int32
        /// What was written to standard output.
        public let output: String
        /// What was written to standard error.
        public let errors: String

        /// What was written to standard error, save how far the work had come: that is told when it
        /// takes long, as on a machine with much to do.
        public var messages: String {
            errors.replacing(#/(?m)^.*: [0-9]+ of [0-9]+ [a-z]+, [0-9]+ a second.*\n/#, with: "")
        }
    }

    /// Runs the program to its end.
    public func callAsFunction(_ arguments: String..., input: String = "") throws -> Run {
        try run(arguments, input: input)
    }

    /// Runs the program to its end.
    public func run(_ arguments: [String], input: String = "") throws -> Run {
        try start(arguments, input: input).end()
    }

    /// Starts the program, and does not wait for its end.
    public func start(_ arguments: [String], input: String = "") throws -> Running {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        return try Running(process, input: input, in: URL(filePath: folder))
    }

    /// A run that may not have ended yet.
    public final class Running {
        private let process: Process
        private let output: URL
        private let errors: URL
        private let input: URL

        fileprivate init(_ process: Process, input text: String, in folder: URL) throws {
            self.process = process
            let name = UUID().uuidString
            output = folder.appending(path: ".out-\(name)")
            errors = folder.appending(path: ".err-\(name)")
            input = folder.appending(path: ".in-\(name)")
            try Data(text.utf8).write(to: input)
            for file in [output, errors] { try Data().write(to: file) }
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = try FileHandle(forWritingTo: errors)
            process.standardInput = try FileHandle(forReadingFrom: input)
            try process.run()
        }

        deinit {
            for file in [output, errors, input] { try? FileManager.default.removeItem(at: file) }
        }

        /// Whether it has not ended yet.
        public var isRunning: Bool { process.isRunning }

        /// What it has written to standard error so far.
        public var errorsSoFar: String {
            get throws { String(decoding: try Data(contentsOf: errors), as: UTF8.self) }
        }

        /// Waits for its end.
        public func end() throws -> Run {
            process.waitUntilExit()
            return Run(
                status: process.terminationReason == .exit
                    ? process.terminationStatus : -process.terminationStatus,
                output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
                errors: try errorsSoFar
            )
        }
    }

    /// Where the program lies.
    public static var path: String { executable.path(percentEncoded: false) }

    /// Beside the test program, or a few folders above where that is a bundle.
    private static let executable: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let candidate = folder.appending(path: "dateline")
            if FileManager.default.isExecutableFile(atPath: candidate.path(percentEncoded: false)) {
                return candidate
            }
            folder = folder.deletingLastPathComponent()
        }
        preconditionFailure("build the product `dateline` before its tests")
    }()
}
