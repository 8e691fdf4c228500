import Foundation

/// Files of the repository, and of what may lie beside it.
public enum Repository {
    /// The folder of the package.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The lines of a file of the package.
    public static func lines(of path: String) throws -> [String] {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// A file that may lie beside the package; nil when it does not.
    public static func shared(_ path: String) -> URL? {
        let file = root.deletingLastPathComponent().appending(path: "shared/" + path)
        return FileManager.default.fileExists(atPath: file.path()) ? file : nil
    }
}
