import Dateline
import Foundation
import NewsFacts

/// Facts on their way into a ledger, and the lines of the file they come from.
struct FactFile {
    let facts: [Fact]
    private let name: String
    private let lines: [Int]

    /// A fact that was given by options.
    init(fact: Fact) {
        facts = [fact]
        name = ""
        lines = []
    }

    /// Reads JSON Lines from a file, or from standard input for `-`.
    ///
    /// Empty lines are passed over.
    ///
    /// - Throws: ``FactFileError`` that names every line that is refused.
    init(reading path: String) throws {
        name = path == "-" ? "standard input" : path
        let data = try Self.data(of: path)
        var facts: [Fact] = []
        var lines: [Int] = []
        var problems: [String] = []
        let progress = Progress("reading \(name.printable)")
        let texts = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in texts.enumerated() {
            defer { progress.show(index + 1, of: texts.count) }
            guard !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) else { continue }
            do throws(FactError) {
                facts.append(try Fact(json: Data(line)))
                lines.append(index + 1)
            } catch {
                problems.append("\(name):\(index + 1): \(error)")
            }
        }
        guard problems.isEmpty else { throw FactFileError(problems: problems) }
        self.facts = facts
        self.lines = lines
    }

    /// Reads a file that holds one fact, in as many lines as it likes.
    static func fact(in path: String) throws -> Fact {
        do {
            return try Fact(json: data(of: path))
        } catch let error as FactError {
            throw FactFileError(problems: ["\(path.printable): \(error)"])
        }
    }

    /// All bytes of a file, or of standard input for `-`.
    static func bytes(of path: String) throws -> [UInt8] { Array(try data(of: path)) }

    private static func data(of path: String) throws -> Data {
        if path == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw FactFileError(problems: ["\(path.printable): \(error.localizedDescription)"])
        }
    }

    /// The error with the line of the file it is about.
    func located(_ error: LedgerError) -> any Error {
        guard let index = error.index, index < lines.count else { return error }
        return FactFileError(problems: ["\(name):\(lines[index]): \(error)"])
    }
}

/// Why a file of facts was refused; nothing of it was appended.
struct FactFileError: Error, CustomStringConvertible {
    let problems: [String]

    private static let shownMax = 20

    var description: String {
        let shown = problems.prefix(Self.shownMax).joined(separator: "\n")
        let more = problems.count - Self.shownMax
        return shown + (more > 0 ? "\n… and \(more) more" : "") + "\nnothing was appended"
    }
}
