import ByteCoding

/// The numbers of the fields of that message, whose values are passed over.
public func fieldNumbers(of message: [UInt8]) throws -> [Int] {
    var fields = ProtobufReader(message.span)
    var numbers: [Int] = []
    while try fields.next() {
        numbers.append(fields.field)
        try fields.skip()
    }
    return numbers
}

/// The message that `write` writes.
public func message(_ write: (inout ProtobufWriter) -> Void) -> [UInt8] {
    var writer = ProtobufWriter()
    write(&writer)
    return writer.bytes
}
