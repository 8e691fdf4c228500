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
        // Closures, as a method that is handed over by its name has its value copied to the heap.
        for index in participants.indices {
            fields.message(field: 10) { participants[index].write(to: &$0) }
        }
        if !attributes.isEmpty { writeAttributes(to: &fields) }
        for amount in amounts { fields.message(field: 12) { amount.write(to: &$0) } }
        fields.word(modality, field: 13)
        fields.text(attributedTo, field: 14)
        if let source { fields.message(field: 15) { source.write(to: &$0) } }
        for index in codes.indices { fields.message(field: 16) { codes[index].write(to: &$0) } }
        fields.text(externalID, field: 17)
        for cause in causes { fields.element(cause.bytes, field: 18) }
        for target in targets { fields.element(target.bytes, field: 19) }
        fields.text(reason, field: 20)
        for name in names { fields.message(field: 21) { name.write(to: &$0) } }
        if case .fact(let fact) = replacement {
            fields.message(field: 22) { fact.write(to: &$0) }
        }
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
        /// Where it was found, and the id it has there.
        public static let source = Parts(rawValue: 16)
        /// The codes that it has in coded feeds.
        public static let codes = Parts(rawValue: 32)
        /// What it says in words, the words of its date, and the reason for which it was recorded.
        public static let words = Parts(rawValue: 64)
        /// All that there is.
        public static let all = Parts(rawValue: .max)

        /// The numbers of the fields that are passed over, as bits.
        var fieldsLeftOut: UInt64 {
            if self == .all { return 0 }
            return (contains(.words) ? 0 : 1 << 7 | 1 << 8 | 1 << 9 | 1 << 20)
                | (contains(.participants) ? 0 : 1 << 10) | (contains(.attributes) ? 0 : 1 << 11)
                | (contains(.amounts) ? 0 : 1 << 12) | (contains(.attribution) ? 0 : 1 << 14)
                | (contains(.source) ? 0 : 1 << 15 | 1 << 17) | (contains(.codes) ? 0 : 1 << 16)
        }
    }

    /// Reads the stored form, or those parts of it that are wanted; the others are empty.
    ///
    /// - Throws: ``FactError/unreadable(_:)`` or ``FactError/unknownTypeNumber(_:)``, or
    ///   ``FactError/invalid(place:reason:)`` for days or a replacement that no fact can have.
    /// - Complexity: O(n) in the bytes.
    public init(bytes: Span<UInt8>, reading parts: Parts = .all) throws(FactError) {
        try self.init(StoredFact(bytes, reading: parts))
    }

    /// A copy of all that was read of a stored fact.
    ///
    /// - Throws: ``FactError/unreadable(_:)`` when what it lists is damaged.
    public init(_ stored: StoredFact) throws(FactError) {
        var attributes: [String: String] = [:]
        var attributeList = stored.attributes
        while let attribute = try attributeList.next() {
            attributes[attribute.name.copy] = attribute.text.copy
        }
        var source: Source?
        var sources = stored.sources
        while let last = try sources.next() { source = try Source(last) }
        var replacement = Replacement.none
        if let content = try stored.replacement { replacement = .fact(try Fact(content)) }
        self.init(
            type: stored.type,
            subject: stored.subject.copy,
            statement: stored.statement.copy,
            occurred: Occurrence(stored),
            participants: try stored.participants.map { Participant($0) },
            attributes: attributes,
            amounts: try stored.amounts.map { Amount($0) },
            modality: stored.modality,
            attributedTo: stored.attributedTo.copy,
            source: source,
            codes: try stored.codes.map { Code($0) },
            externalID: stored.externalID.copy,
            causes: try stored.causes.map { .id($0) },
            targets: try stored.targets.map { .id($0) },
            reason: stored.reason.copy,
            names: try stored.names.map { EntityName($0) },
            replacement: replacement
        )
    }
}

extension UTF8Span {
    /// A copy; most texts of a fact are empty, and those need none.
    @inline(__always)
    var copy: String { isEmpty ? "" : String(copying: self) }
}
