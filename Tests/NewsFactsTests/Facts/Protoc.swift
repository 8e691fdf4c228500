import Foundation
import TestSupport

/// The protobuf compiler of the machine, as a reader and writer of facts that is not ours.
enum Protoc {
    /// Where it is; nil when it is not installed (Debian: `apt install protobuf-compiler`).
    static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":").map { $0 + "/protoc" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// The text form of a stored fact.
    static func decode(_ bytes: [UInt8]) throws -> String {
        String(decoding: try run("--decode=dateline.Fact", bytes), as: UTF8.self)
    }

    /// The stored form of a fact in the text form.
    static func encode(_ text: String) throws -> [UInt8] {
        try run("--encode=dateline.Fact", Array(text.utf8))
    }

    private static func run(_ command: String, _ input: [UInt8]) throws -> [UInt8] {
        let process = Process()
        let schema = Repository.root.appending(path: "Events/NewsFacts")
        process.executableURL = path.map { URL(filePath: $0) }
        process.arguments = [
            command, "--proto_path=\(schema.path(percentEncoded: false))", "fact.proto",
        ]
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refused(command: command) }
        return Array(output)
    }

    /// The compiler did not take what it was given; it says why on the standard error.
    struct Refused: Error {
        let command: String
    }
}
