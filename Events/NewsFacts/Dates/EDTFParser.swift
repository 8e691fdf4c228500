/// Reads one EDTF text by recursive descent, one byte ahead, in a single pass.
///
///     expression = "[" [end] ".." [end] "]" | end ["/" end] | day "T" time
///     end        = "" | ".." | date
///     date       = year ["-" month ["-" day]] ["?" | "~" | "%"]
///
/// All bytes up to the one that fails are ASCII, hence a byte's index is a scalar's index too.
struct EDTFParser {
    let text: String
    /// The next byte, as the character that it is when it is ASCII; nil at the end.
    private(set) var next: Unicode.Scalar?
    /// The index of the next byte.
    private(set) var position = 0
    private var bytes: String.UTF8View.Iterator

    init(_ text: String) throws(EDTFError) {
        self.text = text
        bytes = text.utf8.makeIterator()
        next = bytes.next().map { Unicode.Scalar($0) }
        if text.utf8.count > EDTF.lengthMax {
            throw failure(.tooLong(byteCount: text.utf8.count), at: EDTF.lengthMax)
        }
    }

    mutating func advance() {
        next = bytes.next().map { Unicode.Scalar($0) }
        position += 1
    }

    mutating func expression() throws(EDTFError) -> EDTF {
        if next == nil { throw failure(.empty, at: 0) }
        if next == "[" { return try range() }
        let (first, start) = try intervalEnd()
        if next == "/" { return try interval(from: first, start) }
        if start != .known { throw unexpected(wanted: .slash) }
        if next == "T", first.lo == first.hi, first.precision == .day, first.doubts.isEmpty {
            try time()
            if next == "/" { throw failure(.unsupported(.time), at: position) }
        }
        try finish()
        return EDTF(text, from: first, to: first, start: .notStated, end: .notStated)
    }

    /// The rest of `a/b`, from the slash.
    private mutating func interval(
        from first: DateBounds,
        _ start: EDTF.End
    ) throws(EDTFError) -> EDTF {
        advance()
        let position = position
        let (second, end) = try intervalEnd()
        try finish()
        if start != .known && end != .known { throw failure(.noDate, at: position) }
        try checkOrder(first, second, at: position)
        return EDTF(text, from: first, to: second, start: start, end: end)
    }

    /// One side of an interval; nothing where a date could begin is an unknown end.
    private mutating func intervalEnd() throws(EDTFError) -> (DateBounds, EDTF.End) {
        switch next {
        case nil, "/": return (.unbounded, .unknown)
        case ".":
            try dots()
            return (.unbounded, .open)
        default: return (try date(), .known)
        }
    }

    /// `[a..b]`, where a or b may be left out.
    private mutating func range() throws(EDTFError) -> EDTF {
        advance()
        let first = next == "." ? nil : try date()
        try dots()
        let position = position
        let second = next == "]" ? nil : try date()
        guard next == "]" else { throw unexpected(wanted: .bracket) }
        advance()
        try finish()
        if first == nil && second == nil { throw failure(.noDate, at: position) }
        let (from, to) = (first ?? .unbounded, second ?? .unbounded)
        try checkOrder(from, to, at: position)
        return EDTF(text, from: from, to: to, start: .notStated, end: .notStated)
    }

    private mutating func dots() throws(EDTFError) {
        for _ in 1...2 {
            guard next == "." else { throw unexpected(wanted: .dots) }
            advance()
        }
    }

    private func finish() throws(EDTFError) {
        if next != nil { throw unexpected(wanted: .end) }
    }

    /// Refuses a span whose every reading ends before it begins.
    private func checkOrder(
        _ first: DateBounds,
        _ second: DateBounds,
        at position: Int
    ) throws(EDTFError) {
        guard first.lo <= second.hi else {
            throw failure(.reversed(start: first.lo, end: second.hi), at: position)
        }
    }
}
