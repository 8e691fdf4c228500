public import ByteCoding

/// What stands in a list of a stored fact.
public protocol StoredElement: ~Escapable {
    /// Reads the element that those bytes are; texts that are left out are `empty`.
    @_lifetime(copy bytes, copy empty)
    init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError)
}

/// The elements of a repeated field of a stored fact, read in place when the list is walked.
@frozen
public struct StoredList<Element: StoredElement & ~Escapable>: ~Escapable {
    @usableFromInline var left: Int
    @usableFromInline let field: Int
    @usableFromInline var fields: ProtobufReader
    @usableFromInline let empty: UTF8Span

    /// How many elements are still to come.
    @inlinable
    public var count: Int { left }

    @inline(__always)
    @_lifetime(copy message, copy empty)
    init(field: Int, _ run: StoredRun, of message: Span<UInt8>, orEmpty empty: UTF8Span) {
        self.field = field
        left = run.count
        self.empty = empty
        fields = ProtobufReader(message.extracting(run.start..<run.end))
    }

    /// The next element; nil after the last.
    ///
    /// - Throws: ``FactError/unreadable(_:)`` when its bytes are none of such an element.
    @inlinable
    @_lifetime(copy self)
    public mutating func next() throws(FactError) -> Element? {
        guard left > 0 else { return nil }
        left -= 1
        do throws(ByteCodingError) {
            // Readers take fields in any order, so others may stand between.
            while try fields.next(), fields.field != field { try fields.skip() }
            return try Element(bytes: fields.bytes(), orEmpty: empty)
        } catch {
            throw .unreadable(error)
        }
    }
}

extension StoredList where Element: ~Escapable {
    /// A copy of the elements that are still to come.
    consuming func map<Copy>(
        _ copy: (Element) throws(FactError) -> Copy
    ) throws(FactError) -> [Copy] {
        guard left > 0 else { return [] }
        var copies: [Copy] = []
        copies.reserveCapacity(left)
        while let element = try next() { copies.append(try copy(element)) }
        return copies
    }
}

/// Where the elements of a repeated field stand in a message, and how many they are.
struct StoredRun {
    private(set) var start = 0
    private(set) var end = 0
    private(set) var count = 0

    /// Passes over the next element, whose tag begins at `place`.
    @inline(__always)
    mutating func take(
        _ fields: inout ProtobufReader,
        from place: Int
    ) throws(ByteCodingError) {
        _ = try fields.bytes()
        if count == 0 { start = place }
        end = fields.offset
        count += 1
    }
}
