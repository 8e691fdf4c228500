public import ByteCoding

/// A fact read in place: what its stored bytes say, of which nothing is copied.
///
/// The texts and numbers of the fact itself are read at once, and what it lists when the list is walked:
/// until then nobody knows that a list is damaged. ``Fact/init(bytes:reading:)`` is made from it, and walks
/// all of them.
public struct StoredFact: ~Escapable {
    private var typeNumber: UInt16 = 0
    /// The id of the thing whose life this is a step of.
    public private(set) var subject: UTF8Span
    /// The fact in one sentence.
    public private(set) var statement: UTF8Span
    /// The date as written; empty when none is known.
    public private(set) var edtf: UTF8Span
    /// The days it can have been.
    public private(set) var days = Day.distantPast...Day.distantFuture
    /// How the date is known.
    public private(set) var basis = Occurrence.Basis.none
    /// The words of the source that tell the date.
    public private(set) var phrase: UTF8Span
    /// The date that the phrase was counted from.
    public private(set) var anchor: UTF8Span
    /// How the source puts it.
    public private(set) var modality = Modality.asserted
    /// To whom the source attributes it.
    public private(set) var attributedTo: UTF8Span
    /// The id it has in the system it came from.
    public private(set) var externalID: UTF8Span
    /// Why an amendment is made.
    public private(set) var reason: UTF8Span
    private let message: Span<UInt8>
    private let empty: UTF8Span
    private let parts: Fact.Parts
    private var participantRun = StoredRun()
    private var attributeRun = StoredRun()
    private var amountRun = StoredRun()
    private var sourceRun = StoredRun()
    private var codeRun = StoredRun()
    private var causeRun = StoredRun()
    private var targetRun = StoredRun()
    private var nameRun = StoredRun()
    private var replacementRange: Range<Int>?

    /// Reads the stored form, or those parts of it that are wanted; the others are empty.
    ///
    /// - Throws: ``FactError/unreadable(_:)`` or ``FactError/unknownTypeNumber(_:)``, or
    ///   ``FactError/invalid(place:reason:)`` for days or a replacement that no fact can have.
    /// - Complexity: O(n) in the bytes.
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, reading parts: Fact.Parts = .all) throws(FactError) {
        try self.init(bytes, reading: parts, isReplacement: false)
    }

    @_lifetime(copy bytes)
    private init(
        _ bytes: Span<UInt8>,
        reading parts: Fact.Parts,
        isReplacement: Bool
    ) throws(FactError) {
        message = bytes
        self.parts = parts
        var fields = ProtobufReader(bytes)
        let refusal: FactError?
        do throws(ByteCodingError) {
            empty = try fields.emptyText()
            (subject, statement, edtf, phrase, anchor) = (empty, empty, empty, empty, empty)
            (attributedTo, externalID, reason) = (empty, empty, empty)
            refusal = try read(&fields, isReplacement)
        } catch {
            throw .unreadable(error)
        }
        if let refusal { throw refusal }
    }

    /// Reads all fields.
    ///
    /// - Returns: Why they are no fact, when each can be read; nil when they are one.
    @_lifetime(self: copy self, copy fields)
    private mutating func read(
        _ fields: inout ProtobufReader,
        _ isReplacement: Bool
    ) throws(ByteCodingError) -> FactError? {
        var number: UInt64 = 0
        // A bound that is left out is 1970-01-01.
        var (lo, hi): (Int64, Int64) = (0, 0)
        let unwanted = parts.fieldsLeftOut
        var start = 0
        while try fields.next() {
            defer { start = fields.offset }
            if fields.field < 64, unwanted >> fields.field & 1 == 1 {
                try fields.skip()
                continue
            }
            switch fields.field {
            case 1: number = try fields.varint()
            case 2: subject = try fields.utf8()
            case 3: lo = try fields.zigzag()
            case 4: hi = try fields.zigzag()
            case 5: edtf = try fields.utf8()
            case 6: basis = try fields.word()
            case 7: phrase = try fields.utf8()
            case 8: anchor = try fields.utf8()
            case 9: statement = try fields.utf8()
            case 10: try participantRun.take(&fields, from: start)
            case 11: try attributeRun.take(&fields, from: start)
            case 12: try amountRun.take(&fields, from: start)
            case 13: modality = try fields.word()
            case 14: attributedTo = try fields.utf8()
            case 15: try sourceRun.take(&fields, from: start)
            case 16: try codeRun.take(&fields, from: start)
            case 17: externalID = try fields.utf8()
            case 18: try causeRun.take(&fields, from: start)
            case 19: try targetRun.take(&fields, from: start)
            case 20: reason = try fields.utf8()
            case 21: try nameRun.take(&fields, from: start)
            case 22:
                // One level is all there is; hostile bytes could nest until the stack overflows.
                if isReplacement {
                    return .invalid(
                        place: "replacement",
                        reason: "a replacement has none of its own"
                    )
                }
                // Of two, the first would be read by nobody.
                guard replacementRange == nil else { throw .malformed(field: fields.field) }
                let content = try fields.bytes()
                do throws(FactError) {
                    _ = try StoredFact(content, reading: parts, isReplacement: true)
                } catch {
                    return error
                }
                replacementRange = fields.offset - content.count..<fields.offset
            default: try fields.skip()
            }
        }
        typeNumber = UInt16(truncatingIfNeeded: number)
        guard typeNumber == number, Catalogue.type(numbered: typeNumber) != nil else {
            return .unknownTypeNumber(number)
        }
        let first = Day(rawValue: Int32(clamping: lo))
        let last = Day(rawValue: Int32(clamping: hi))
        guard first <= last else {
            return .invalid(place: "occurred", reason: "its last day is before its first")
        }
        days = first...last
        return nil
    }

    /// The whole new content that a correction gives its target.
    public var replacement: StoredFact? {
        @_lifetime(copy self)
        get throws(FactError) {
            guard let replacementRange else { return nil }
            return try StoredFact(message.extracting(replacementRange), reading: parts)
        }
    }
}

extension StoredFact {
    /// What kind of fact it is.
    public var type: FactType {
        guard let type = Catalogue.type(numbered: typeNumber) else {
            preconditionFailure("type \(typeNumber) was found before")
        }
        return type
    }

    @inline(__always)
    @_lifetime(copy self)
    private func list<Element: StoredElement & ~Escapable>(
        _ field: Int,
        _ run: StoredRun
    ) -> StoredList<Element> {
        StoredList(field: field, run, of: message, orEmpty: empty)
    }

    /// Who and what takes part.
    public var participants: StoredList<StoredParticipant> {
        @inline(__always) @_lifetime(copy self) get { list(10, participantRun) }
    }

    /// What else is said, by name; of several of one name the last counts.
    public var attributes: StoredList<StoredAttribute> {
        @inline(__always) @_lifetime(copy self) get { list(11, attributeRun) }
    }

    /// Sums and quantities.
    public var amounts: StoredList<StoredAmount> {
        @inline(__always) @_lifetime(copy self) get { list(12, amountRun) }
    }

    /// Where it is said; of several the last counts.
    public var sources: StoredList<StoredSource> {
        @inline(__always) @_lifetime(copy self) get { list(15, sourceRun) }
    }

    /// The codes it had in a coded feed.
    public var codes: StoredList<StoredCode> {
        @inline(__always) @_lifetime(copy self) get { list(16, codeRun) }
    }

    /// Earlier facts that the source names as causes.
    public var causes: StoredList<Digest> {
        @inline(__always) @_lifetime(copy self) get { list(18, causeRun) }
    }

    /// The facts that an amendment speaks about.
    public var targets: StoredList<Digest> {
        @inline(__always) @_lifetime(copy self) get { list(19, targetRun) }
    }

    /// The labels and aliases that describe an entity.
    public var names: StoredList<StoredName> {
        @inline(__always) @_lifetime(copy self) get { list(21, nameRun) }
    }
}
