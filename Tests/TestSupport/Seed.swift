import Foundation

/// The corpus that comes with the package.
public enum Seed {
    /// The folder of the corpus.
    public static let folder = "Events/Corpora/musk-altman-2025"

    /// The files of the corpus, in the order in which they are appended.
    public static let files = ["facts", "entities", "corrections"].map { "\(folder)/\($0).jsonl" }

    /// The path of a file of the corpus.
    public static func path(_ name: String) -> String {
        Repository.root.appending(path: "\(folder)/\(name).jsonl").path(percentEncoded: false)
    }
}
