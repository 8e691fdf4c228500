import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import DatelineCLI

@Suite struct `The help` {
    private static let commands: [any ParsableCommand.Type] =
        [DatelineCommand.self] + DatelineCommand.configuration.subcommands

    /// Set `DATELINE_RECORD=1` to write the snapshots anew, and read the difference before it lands.
    private static let isRecording = ProcessInfo.processInfo.environment["DATELINE_RECORD"] == "1"

    @Test(arguments: commands.indices)
    func `of each command is as it was`(index: Int) throws {
        let command = Self.commands[index]
        let name = command.configuration.commandName ?? command._commandName
        let help = DatelineCommand.helpMessage(for: command, columns: 80) + "\n"
        let file = Repository.root.appending(path: "Tests/DatelineTests/Help/\(name).txt")
        if Self.isRecording {
            try help.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try help == String(contentsOf: file, encoding: .utf8))
    }
}
