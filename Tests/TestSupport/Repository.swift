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

    /// A file that may lie beside the package, or in the folder that `DATELINE_SHARED` names; nil
    /// when it does not.
    public static func shared(_ path: String) -> URL? {
        let named = ProcessInfo.processInfo.environment["DATELINE_SHARED"]
        let folder =
            named.map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared")
        let file = folder.appending(path: path)
        return FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) ? file : nil
    }
}
