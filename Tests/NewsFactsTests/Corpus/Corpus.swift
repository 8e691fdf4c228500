import Foundation
import NewsFacts
import TestSupport

/// The files of the corpus `musk-altman-2025` and the article that it was read from.
enum Corpus {
    static let files = ["facts", "entities", "corrections"]

    /// The article; nil where no copy of it lies beside the package.
    static let article = Repository.shared("seed/article-ar.txt")

    static func lines(of file: String) throws -> [String] {
        try Repository.lines(of: "Events/Corpora/musk-altman-2025/\(file).jsonl")
    }

    static func facts(of file: String) throws -> [Fact] {
        try lines(of: file).map { try Fact(json: Data($0.utf8)) }
    }

    /// The facts of all files and the facts that corrections put in their place.
    static func contents() throws -> [Fact] {
        try files.flatMap(facts(of:)).map(\.content)
    }

    /// The locators of all facts that cite a line, with the facts.
    static func citations() throws -> [(fact: Fact, source: Source)] {
        try contents().compactMap { fact in
            guard let source = fact.source, source.line > 0 else { return nil }
            return (fact, source)
        }
    }
}
