import Foundation

/// A file system in memory with room for so many bytes, removed when the last reference goes.
public final class SmallFileSystem: Sendable {
    private let folder = TemporaryFolder()

    /// Where it is mounted.
    public var path: String { folder.path }

    /// Whether this process may mount one.
    public static let isAvailable: Bool = {
        let folder = TemporaryFolder()
        guard run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.path) else {
            return false
        }
        return run("umount", folder.path)
    }()

    /// Mounts a file system with room for so many bytes and, if that is said, so many files.
    public init(byteCount: Int, fileCount: Int? = nil) {
        // The root counts as one.
        let files = fileCount.map { ",nr_inodes=\($0 + 1)" } ?? ""
        let isMounted = Self.run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=\(byteCount)\(files)",
            "tmpfs",
            folder.path
        )
        precondition(isMounted, "a file system of \(byteCount) bytes could not be mounted")
    }

    deinit { _ = Self.run("umount", "-l", folder.path) }

    /// Lets nobody write to it any more.
    public func makeReadOnly() {
        let isDone = Self.run("mount", "-o", "remount,ro", folder.path)
        precondition(isDone, "\(folder.path) could not be made read-only")
    }

    /// The path of a file on it.
    public func file(_ name: String) -> String { folder.file(name) }

    private static func run(_ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
