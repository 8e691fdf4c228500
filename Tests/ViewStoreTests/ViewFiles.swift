import Dateline
import Foundation
import TestSupport

/// The files of one view of a ledger, while no process has it open.
struct ViewFiles {
    let folder: URL

    init(of view: String, in folder: TemporaryFolder) {
        self.folder = URL(filePath: folder.file("ledger/views/" + view + "/"))
    }

    var pointer: URL { folder.appending(path: "current") }

    /// The number of the generation that answers.
    func current() throws -> String {
        try String(contentsOf: pointer, encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The file of the generation that answers.
    func file() throws -> URL { folder.appending(path: try current() + ".mdb") }

    /// All the generations that there are.
    func generations() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(".mdb") }.sorted()
    }

    /// All that the generation that answers holds.
    func content() throws -> [[StoredFile.Pair]] {
        let path = try file().path(percentEncoded: false)
        return try ["entries", "meta", "states", "days"].map {
            try StoredFile.pairs(of: $0, at: path)
        }
    }
}
