import Foundation

/// A folder of its own for one test, removed when the last reference goes.
public final class TemporaryFolder: Sendable {
    /// The path of the folder.
    public let path: String

    private static let prefix = "dateline-test-"

    /// Removes what tests have left that were ended, as those are that have to trap, a day ago or more.
    private static let sweep: Void = {
        let (files, parent) = (FileManager.default, NSTemporaryDirectory())
        let dayAgo = Date.now.addingTimeInterval(-86_400)
        for name in (try? files.contentsOfDirectory(atPath: parent)) ?? []
        where name.hasPrefix(prefix) {
            let inner = (try? files.contentsOfDirectory(atPath: parent + name)) ?? []
            let isOld = ([name] + inner.map { "\(name)/\($0)" }).allSatisfy { path in
                let attributes = try? files.attributesOfItem(atPath: parent + path)
                return (attributes?[.modificationDate] as? Date).map { $0 < dayAgo } ?? false
            }
            if isOld { try? files.removeItem(atPath: parent + name) }
        }
    }()

    /// Makes the folder.
    public init() {
        Self.sweep
        path = NSTemporaryDirectory() + Self.prefix + UUID().uuidString
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
        } catch {
            preconditionFailure("no temporary folder: \(error)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in the folder.
    public func file(_ name: String) -> String { path + "/" + name }
}
