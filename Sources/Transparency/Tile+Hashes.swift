public import ByteCoding

extension Tile {
    /// The bytes of the tile.
    ///
    /// - Parameter subtree: Gives the root of the perfect subtree over the 2^level leaves from
    ///   `index << level` on.
    /// - Returns: the hashes, one after the other.
    /// - Throws: what `subtree` throws.
    /// - Precondition: the tile has hashes, and the log as many leaves as they cover.
    /// - Complexity: O(n) calls of `subtree`.
    public func bytes<E: Error>(
        subtree: (_ level: Int, _ index: UInt64) throws(E) -> Digest
    ) throws(E) -> [UInt8] {
        guard case .hashes(let level) = content else {
            preconditionFailure("the tile \(path) holds entries, not hashes")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * Digest.byteCount)
        for place in places { try subtree(8 * level, place).write(to: &bytes) }
        return bytes
    }
}
