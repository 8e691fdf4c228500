internal import CLMDB

/// A named table of an environment: keys in order of their bytes, each with one value.
///
/// A table is opened once, with the functions of ``Environment``, and stays valid as long as its
/// environment. It may be used in every transaction begun after it was opened. Using it with a
/// transaction of another environment is a programmer's error and traps.
public struct Table: Hashable, Sendable {
    /// The name of the table in its file.
    public let name: String

    let handle: UInt32
    let environmentIdentity: UInt64
}
