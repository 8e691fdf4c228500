/// Why there is no bundle of those entries or bytes.
public enum EntryBundleError: Error, Hashable {
    /// A bundle has from 1 to 256 entries, not so many.
    case entryCount(Int)
    /// The entry, counted from 0, has more bytes than a length of 16 bits can tell.
    case entryTooLong(entry: Int, byteCount: Int)
    /// The bytes end within the entry, counted from 0, whose length stands at `offset`.
    case truncated(entry: Int, offset: Int)
    /// The last entry ends at `offset`, before the end of the bytes.
    case oversized(offset: Int, byteCount: Int)
}

extension EntryBundleError: CustomStringConvertible {
    /// What is wrong, and what to do about it.
    public var description: String {
        switch self {
        case .entryCount(let count):
            "a bundle has from 1 to \(Tile.widthMax) entries, not \(count); divide them by tiles"
        case .entryTooLong(let entry, let byteCount):
            """
            entry \(entry) of the bundle has \(byteCount) bytes, and at most \
            \(EntryBundle.entryByteCountMax) fit; a log with such an entry cannot be \
            published as tiles
            """
        case .truncated(let entry, let offset):
            """
            the bundle ends within its entry \(entry), which starts at byte \(offset); fetch it \
            again, by the path that has its width
            """
        case .oversized(let offset, let byteCount):
            """
            the entries of the bundle end at byte \(offset), but it has \(byteCount); fetch it \
            again, by the path that has its width
            """
        }
    }
}
