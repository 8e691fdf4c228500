extension Fact {
    /// Bounds on what one fact may hold; larger input is refused, never cut.
    ///
    /// The article Limits of the module `Dateline` has them all in one table.
    public enum Limit {
        /// Bytes of the UTF-8 of an identifier: subject, entity, document, external id.
        public static let identifierByteCountMax = 255
        /// Bytes of one fact as stored.
        public static let byteCountMax = 1 << 20
        /// Bytes of the JSON of one fact: whatever can be stored fits, however much of it JSON
        /// escapes.
        public static let jsonByteCountMax = 8 << 20
        /// How deep lists and objects nest in the JSON of a fact; no fact needs more than four.
        public static let jsonNestingMax = 8
        /// Digits of a number in the JSON of a fact: as many as the largest has that can be read.
        public static let jsonDigitCountMax = 20
        /// The last line of a document, and the last character of a line, that can be cited.
        public static let sourcePlaceMax = Int(UInt32.max)
        /// Entries of one list: participants in a role, amounts, codes, causes, targets, names,
        /// languages of a translation.
        public static let listCountMax = 10_000
        /// Digits of an amount, before and behind the point together, so that it is held exactly.
        public static let amountDigitCountMax = 34
        /// Bytes of a date.
        public static let dateByteCountMax = EDTF.lengthMax
    }
}

extension Fact {
    /// Refuses a list that is longer than any source needs.
    func checkCounts() throws(FactError) {
        try Self.check(amounts.count, at: "amounts", "entries")
        try Self.check(codes.count, at: "codes", "entries")
        try Self.check(causes.count, at: "causes", "entries")
        try Self.check(targets.count, at: "targets", "entries")
        try Self.check(names.count, at: "names", "entries")
        try Self.check(source?.translation.count ?? 0, at: "source.translation", "entries")
    }

    static func check(_ count: Int, at place: String, _ what: @autoclosure () -> String)
        throws(FactError)
    {
        guard count > Limit.listCountMax else { return }
        throw .invalid(
            place: place,
            reason: "\(count) \(what()), \(Limit.listCountMax) are the most; "
                + "divide them among several facts"
        )
    }
}
