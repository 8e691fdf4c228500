import Foundation

/// A second process that works on a ledger of the test: the executable `AppendChild`.
public final class ChildProcess {
    private let process = Process()
    private let output = Pipe()
    private var buffer: [UInt8] = []

    /// Starts the child with those arguments.
    public convenience init(_ arguments: String...) throws {
        try self.init(arguments, environment: [:])
    }

    /// Starts the child with those arguments, and with what `environment` adds to that of the test.
    public init(_ arguments: [String], environment: [String: String]) throws {
        process.executableURL = Self.products.appending(path: "AppendChild")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = output
        try process.run()
    }

    /// The folder of what was built.
    ///
    /// The test bundle, and with it this argument, lies beside the other products.
    public static let products = URL(filePath: CommandLine.arguments[0])
        .deletingLastPathComponent()

    /// The next line that the child says; nil when it has said all.
    public func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeSubrange(...end)
                return line
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            buffer += more
        }
    }

    /// All the lines that the child has yet to say.
    public func lines() -> [String] {
        var lines: [String] = []
        while let line = line() { lines.append(line) }
        return lines
    }

    /// Ends the child at once, wherever it is.
    public func kill() { Foundation.kill(identifier, SIGKILL) }

    /// The number by which the system knows the child.
    public var identifier: Int32 { process.processIdentifier }

    /// Waits for the end of the child.
    ///
    /// - Returns: Whether it ended by itself and well.
    @discardableResult
    public func wait() -> Bool {
        process.waitUntilExit()
        return process.terminationReason == .exit && process.terminationStatus == 0
    }

    /// The signal that ended the child; nil when it ended by itself.
    ///
    /// - Precondition: it has ended.
    public var endingSignal: Int32? {
        process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
    }
}
