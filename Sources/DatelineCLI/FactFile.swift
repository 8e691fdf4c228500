import Dateline
import Foundation
import NewsFacts

/// Facts on their way into a ledger, and the lines of the file they come from.
struct FactFile {
    let facts: [Fact]
    private let name: String
    private let lines: [Int]

    /// The most bytes of a file, which is held in memory and appended at once.
    static let byteCountMax = 1 << 30

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
        name = path == "-" ? "standard input" : path.printable
        let data = try Self.data(of: path)
        var facts: [Fact] = []
        var lines: [Int] = []
        var error = FactFileError()
        let progress = Progress("reading \(name)")
        let texts = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in texts.enumerated() {
            defer { progress.show(index + 1, of: texts.count) }
            guard !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) else { continue }
            do throws(FactError) {
                facts.append(try Fact(json: Data(line)))
                lines.append(index + 1)
            } catch let problem {
                error.add("\(name):\(index + 1): \(problem)")
            }
        }
        guard error.isEmpty else { throw error }
        self.facts = facts
        self.lines = lines
    }

    /// Reads a file that holds one fact, in as many lines as it likes.
    static func fact(in path: String) throws -> Fact {
        let data = try data(of: path, atMost: Fact.Limit.jsonByteCountMax)
        do throws(FactError) {
            return try Fact(json: data)
        } catch {
            throw FactFileError("\(path.printable): \(error)")
        }
    }

    /// The bytes of a file, which may be a device or a pipe that never ends.
    static func data(of path: String, atMost limit: Int = byteCountMax) throws -> Data {
        var data = Data()
        do {
            let file =
                path == "-"
                ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            while data.count <= limit, let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                data.append(part)
            }
        } catch {
            throw FactFileError("\(path.printable): \(error.localizedDescription)")
        }
        guard data.count <= limit else {
            throw FactFileError(
                "\(path.printable): more than \(limit) bytes, which are the most; divide it"
            )
        }
        return data
    }

    /// The error with the line of the file it is about.
    func located(_ error: LedgerError) -> any Error {
        guard let index = error.index, index < lines.count else { return error }
        return FactFileError("\(name):\(lines[index]): \(error)")
    }
}

/// Why a file of facts was refused; nothing of it was appended.
struct FactFileError: Error, CustomStringConvertible {
    private var problems: [String] = []
    private var count = 0

    static let shownMax = 20

    init(_ problems: String...) { for problem in problems { add(problem) } }

    var isEmpty: Bool { count == 0 }

    /// Counts every problem, and keeps as many as are shown.
    mutating func add(_ problem: String) {
        if count < Self.shownMax { problems.append(problem) }
        count += 1
    }

    var description: String {
        let more = count - problems.count
        return problems.joined(separator: "\n") + (more > 0 ? "\n… and \(more) more" : "")
            + "\nnothing was appended"
    }
}
