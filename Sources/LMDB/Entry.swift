/// A key and its value, in place in the map.
///
/// It cannot be kept past its transaction, but it outlives the next step of its cursor.
public struct Entry: ~Escapable {
    /// The bytes of the key.
    public let key: Span<UInt8>

    /// The bytes of the value.
    public let value: Span<UInt8>

    @_lifetime(copy key, copy value)
    init(key: Span<UInt8>, value: Span<UInt8>) {
        self.key = key
        self.value = value
    }

    /// Whether the key has just these bytes.
    func hasKey(_ other: Span<UInt8>) -> Bool {
        guard key.count == other.count else { return false }
        for index in key.indices where key[index] != other[index] {
            return false
        }
        return true
    }
}
