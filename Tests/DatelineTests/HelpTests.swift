import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import DatelineCLI

@Suite struct `The help` {
    /// Each command with its name; that of a command within another is under the name of both.
    private static let commands: [(name: String, command: any ParsableCommand.Type)] =
        [("dateline", DatelineCommand.self)]
        + DatelineCommand.configuration.subcommands.flatMap { command in
            let name = name(of: command)
            return [(name, command)]
                + command.configuration.subcommands.map { ("\(name)-\(Self.name(of: $0))", $0) }
        }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? command._commandName
    }

    /// Set `DATELINE_RECORD=1` to write the snapshots anew, and read the difference before it lands.
    private static let isRecording = ProcessInfo.processInfo.environment["DATELINE_RECORD"] == "1"

    @Test(arguments: commands.indices)
    func `of each command is as it was`(index: Int) throws {
        let (name, command) = Self.commands[index]
        let help = DatelineCommand.helpMessage(for: command, columns: 80) + "\n"
        let file = Repository.root.appending(path: "Tests/DatelineTests/Help/\(name).txt")
        if Self.isRecording {
            try help.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try help == String(contentsOf: file, encoding: .utf8))
    }
}
