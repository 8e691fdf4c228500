public import Projecting

extension RowValue {
    /// The value of those bytes; nil when they are not all of one.
    public init?(stored bytes: [UInt8]) {
        var coder = RowCoder(reading: bytes)
        self.init()
        guard (try? code(by: &coder)) != nil, coder.isAtEnd else { return nil }
    }

    /// The value as bytes.
    public func stored() throws -> [UInt8] {
        var value = self
        var coder = RowCoder(appendingTo: [])
        try value.code(by: &coder)
        return coder.written()
    }
}
