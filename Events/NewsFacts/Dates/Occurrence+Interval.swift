extension Occurrence {
    /// The first and the last date of an interval that has both, `2014` and `2019` of `2014/2019`:
    /// what is so dated was so throughout.
    ///
    /// Nil for one date that is not exactly known, such as `2014` or `[2014..2019]`, and for an
    /// interval of which an end is open or unknown.
    public var interval: (start: Occurrence, end: Occurrence)? {
        let parts = edtf.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = try? EDTF(String(parts[0])),
            let end = try? EDTF(String(parts[1]))
        else { return nil }
        return (Occurrence(start, basis: basis), Occurrence(end, basis: basis))
    }
}
