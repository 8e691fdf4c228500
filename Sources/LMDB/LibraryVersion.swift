internal import CLMDB

/// A version of the LMDB library.
struct LibraryVersion: Comparable {
    let major: Int32
    let minor: Int32
    let patch: Int32

    /// The oldest version that is known to work, and the newest of which anything is asked.
    static let needed = LibraryVersion(major: 0, minor: 9, patch: 24)

    /// The version of the library that this process runs with.
    static var current: LibraryVersion {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        // SAFETY: three integers of this frame, written before the call returns; the text that
        // it returns is not used.
        _ = unsafe mdb_version(&major, &minor, &patch)
        return LibraryVersion(major: major, minor: minor, patch: patch)
    }

    static func < (left: LibraryVersion, right: LibraryVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
