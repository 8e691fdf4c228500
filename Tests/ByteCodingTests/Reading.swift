import ByteCoding

/// What `read` reads from the front of those bytes.
func reading<Value>(
    _ bytes: [UInt8],
    _ read: (inout ByteReader) throws -> Value
) throws -> Value {
    var reader = ByteReader(bytes.span)
    return try read(&reader)
}

/// What `read` reads of the first field of that message.
func firstField<Value>(
    of message: [UInt8],
    _ read: (inout ProtobufReader) throws -> Value
) throws -> Value? {
    var fields = ProtobufReader(message.span)
    return try fields.next() ? read(&fields) : nil
}

/// The bytes that `write` appends.
func written(_ write: (inout [UInt8]) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    write(&bytes)
    return bytes
}
