import ByteCoding

extension Fact {
    /// The stored form of the fact, as `fact.proto` publishes it.
    ///
    /// Facts whose texts are the same, Unicode scalar for scalar, have the same bytes. Text is kept
    /// as written and never normalised, so that two facts that Swift calls equal because their
    /// texts are canonically equivalent are still two facts.
    ///
    /// - Precondition: every reference is an id.
    /// - Complexity: O(n) in the size of the fact.
    public var bytes: [UInt8] {
        // Most facts fit.
        var fields = ProtobufWriter(reservingCapacity: 384)
        write(to: &fields)
        return fields.bytes
    }

    private func write(to fields: inout ProtobufWriter) {
        fields.varint(UInt64(type.number), field: 1)
        fields.text(subject, field: 2)
        fields.zigzag(Int64(occurred.lo.rawValue), field: 3)
        fields.zigzag(Int64(occurred.hi.rawValue), field: 4)
        fields.text(occurred.edtf, field: 5)
        fields.word(occurred.basis, field: 6)
        fields.text(occurred.phrase, field: 7)
        fields.text(occurred.anchor, field: 8)
        fields.text(statement, field: 9)
        for index in participants.indices {
            fields.message(field: 10) { participants[index].write(to: &$0) }
        }
        if !attributes.isEmpty { writeAttributes(to: &fields) }
        for amount in amounts { fields.message(field: 12, amount.write) }
        fields.word(modality, field: 13)
        fields.text(attributedTo, field: 14)
        if let source { fields.message(field: 15, source.write) }
        for code in codes { fields.message(field: 16, code.write) }
        fields.text(externalID, field: 17)
        for cause in causes { fields.element(cause.bytes, field: 18) }
        for target in targets { fields.element(target.bytes, field: 19) }
        fields.text(reason, field: 20)
        for name in names { fields.message(field: 21, name.write) }
        if case .fact(let fact) = replacement { fields.message(field: 22, fact.write) }
    }

    private func writeAttributes(to fields: inout ProtobufWriter) {
        let sorted = attributes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (name, text) in sorted {
            fields.message(field: 11) { attribute in
                attribute.text(name, field: 1)
                attribute.text(text, field: 2)
            }
        }
    }

    /// Parts of a fact that can be left out when its bytes are read.
    ///
    /// Its type, its subject, its date, its modality and what it does to other facts are read always.
    public struct Parts: OptionSet, Sendable {
        /// The parts as bits.
        public let rawValue: UInt16

        /// The parts of those bits.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// Who and what takes part.
        public static let participants = Parts(rawValue: 1)
        /// The attributes.
        public static let attributes = Parts(rawValue: 2)
        /// The amounts.
        public static let amounts = Parts(rawValue: 4)
        /// To whom it is attributed.
        public static let attribution = Parts(rawValue: 8)
        /// Where it was found.
        public static let source = Parts(rawValue: 16)
        /// The codes that it has in coded feeds.
        public static let codes = Parts(rawValue: 32)
        /// What it says in words, the words of its date, and the reason for which it was recorded.
        public static let words = Parts(rawValue: 64)
        /// All that there is.
        public static let all = Parts(rawValue: .max)

        /// The numbers of the fields that are passed over, as bits.
        fileprivate var fieldsLeftOut: UInt64 {
            if self == .all { return 0 }
            return (contains(.words) ? 0 : 1 << 7 | 1 << 8 | 1 << 9 | 1 << 20)
                | (contains(.participants) ? 0 : 1 << 10) | (contains(.attributes) ? 0 : 1 << 11)
                | (contains(.amounts) ? 0 : 1 << 12) | (contains(.attribution) ? 0 : 1 << 14)
                | (contains(.source) ? 0 : 1 << 15) | (contains(.codes) ? 0 : 1 << 16)
        }
    }

    /// Reads the stored form, or those parts of it that are wanted; the others are empty.
    ///
    /// - Throws: ``FactError/unreadable(_:)`` or ``FactError/unknownTypeNumber(_:)``, or
    ///   ``FactError/invalid(place:reason:)`` for days or a replacement that no fact can have.
    /// - Complexity: O(n) in the bytes.
    public init(bytes: Span<UInt8>, reading parts: Parts = .all) throws(FactError) {
        do {
            try self.init(fields: bytes, reading: parts, isReplacement: false)
        } catch let error as FactError {
            throw error
        } catch let error as ByteCodingError {
            throw .unreadable(error)
        } catch {
            preconditionFailure("reading bytes throws nothing else: \(error)")
        }
    }

    private init(fields message: Span<UInt8>, reading parts: Parts, isReplacement: Bool) throws {
        var fields = ProtobufReader(message)
        self.init(.factCorrected, about: "")
        var number: UInt64 = 0
        var occurred = Occurrence.Fields()
        let unwanted = parts.fieldsLeftOut
        while try fields.next() {
            if fields.field < 64, unwanted >> fields.field & 1 == 1 {
                try fields.skip()
                continue
            }
            switch fields.field {
            case 1: number = try fields.varint()
            case 2: subject = try fields.text()
            case 3...8: try occurred.read(&fields)
            case 9: statement = try fields.text()
            case 10: participants.append(try Participant(bytes: fields.bytes()))
            case 11:
                let (name, text) = try Self.attribute(fields.bytes())
                attributes[name] = text
            case 12: amounts.append(try Amount(bytes: fields.bytes()))
            case 13: modality = try fields.word()
            case 14: attributedTo = try fields.text()
            case 15: source = try Source(bytes: fields.bytes())
            case 16: codes.append(try Code(bytes: fields.bytes()))
            case 17: externalID = try fields.text()
            case 18: causes.append(.id(try Digest(bytes: fields.bytes())))
            case 19: targets.append(.id(try Digest(bytes: fields.bytes())))
            case 20: reason = try fields.text()
            case 21: names.append(try EntityName(bytes: fields.bytes()))
            case 22:
                // One level is all there is; hostile bytes could nest until the stack overflows.
                guard !isReplacement else {
                    throw FactError.invalid(
                        place: "replacement",
                        reason: "a replacement has none of its own"
                    )
                }
                let content = try Fact(
                    fields: fields.bytes(),
                    reading: parts,
                    isReplacement: true
                )
                replacement = .fact(content)
            default: try fields.skip()
            }
        }
        guard let type = UInt16(exactly: number).flatMap(Catalogue.type(numbered:)) else {
            throw FactError.unknownTypeNumber(number)
        }
        self.type = type
        self.occurred = occurred.value
        guard self.occurred.lo <= self.occurred.hi else {
            throw FactError.invalid(
                place: "occurred",
                reason: "its last day is before its first"
            )
        }
    }

    private static func attribute(_ message: Span<UInt8>) throws(ByteCodingError) -> (
        String, String
    ) {
        var fields = ProtobufReader(message)
        var name = ""
        var text = ""
        while try fields.next() {
            switch fields.field {
            case 1: name = try fields.text()
            case 2: text = try fields.text()
            default: try fields.skip()
            }
        }
        return (name, text)
    }
}
