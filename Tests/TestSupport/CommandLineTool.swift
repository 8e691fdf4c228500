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
    }

    /// Runs the program to its end.
    public func callAsFunction(_ arguments: String..., input: String = "") throws -> Run {
        try run(arguments, input: input)
    }

    /// Runs the program to its end.
    public func run(_ arguments: [String], input: String = "") throws -> Run {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let files = ["out", "err", "in"].map {
            URL(filePath: folder).appending(path: ".\($0)-\(UUID().uuidString)")
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        try Data(input.utf8).write(to: files[2])
        for file in files.prefix(2) { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        process.standardInput = try FileHandle(forReadingFrom: files[2])
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationReason == .exit
                ? process.terminationStatus : -process.terminationStatus,
            output: String(decoding: try Data(contentsOf: files[0]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        )
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
