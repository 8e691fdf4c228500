/// A file that is read record by record, each of which tells a fact, or why it tells none.
protocol FactFeed {
    associatedtype Record: Sendable

    /// What the file is called in a message.
    var name: String { get }
    /// How many bytes are behind.
    var readByteCount: Int { get }
    /// How many bytes there are in all; nil when that is not known, as of standard input.
    var byteCount: Int? { get }

    /// The next record; nil at the end.
    ///
    /// - Throws: When nothing that follows can be read.
    mutating func next() throws -> Record?

    /// Where a record stands, for a message.
    func place(of record: Record) -> String

    /// Reads one record, on whatever thread; throws what is wrong with it, in words.
    var reading: @Sendable (Record) throws -> Reading { get }
}

/// What a record tells.
enum Reading: Sendable {
    case fact(IncomingFact)
    /// Nothing that the catalogue has a fact for, which is no fault of the record.
    case passed(PassedRecord)
}

/// Why a record that can be read is no fact.
enum PassedRecord: Hashable, Sendable {
    /// It does not say what its fact would need.
    case skipped(reason: String)
    /// No type of fact stands for its code.
    case unmapped(code: String)
}

/// A feed whose records are those of a ``RecordReader``.
protocol RecordFeed: FactFeed where Record == RecordReader.Record {
    var reader: RecordReader { get set }
}

extension RecordFeed {
    var name: String { reader.name }
    var readByteCount: Int { reader.readByteCount }
    var byteCount: Int? { reader.byteCount }

    mutating func next() throws -> RecordReader.Record? { try reader.next() }

    func place(of record: RecordReader.Record) -> String { reader.place(of: record) }
}

extension RecordReader: FactFeed {
    var reading: @Sendable (Record) throws -> Reading { { .fact(try IncomingFact($0)) } }
}

extension RecordReader.Record {
    /// The bytes of the record.
    ///
    /// - Throws: When there are too many.
    var bytes: [UInt8] {
        get throws(MovingError) {
            guard let text else {
                throw MovingError("it has more than \(RecordReader.byteCountMax) bytes")
            }
            return text
        }
    }
}
