import ByteCoding
public import Projecting

/// What a row shows, by both readings of imprecise dates.
public struct RowReadings<Row: ViewRow>: Hashable, Sendable {
    /// What is certainly so; nil when the row may only possibly exist, or has no legal state.
    public let certain: Row?
    /// What may already be so.
    public let possible: Row?

    init(_ row: Row?) { (certain, possible) = (row, row) }

    init(_ answer: RowAnswer<Row>) {
        (certain, possible) = (answer.certain.row, answer.possible.row)
    }
}

/// A row of a view that is visited, read in place.
public struct VisitedRow<View: Projection>: ~Escapable {
    private let prefix: Span<UInt8>
    private let state: Span<UInt8>
    private let readings: RowReadings<View.Row>?

    @_lifetime(copy name, copy state)
    init(name: Span<UInt8>, _ state: Span<UInt8>) {
        prefix = name
        self.state = state
        readings = nil
    }

    @_lifetime(copy name)
    init(name: Span<UInt8>, _ readings: RowReadings<View.Row>) {
        prefix = name
        state = name.extracting(0..<0)
        self.readings = readings
    }

    /// The name of the row in UTF-8.
    public var name: Span<UInt8> {
        @_lifetime(copy self)
        get { prefix.extracting(0..<prefix.count - 1) }
    }

    /// The name of the row; nil when it is damaged.
    public var key: RowKey? {
        String(validating: Array(copying: name), as: UTF8.self).map { RowKey($0) }
    }

    /// Whether it shows anything.
    var isThere: Bool { readings != nil || StateMarks.showsAnything(state) }

    /// The bytes of the state, in which the row is stored; none for one that was folded.
    public var bytes: Span<UInt8> {
        @_lifetime(copy self)
        get { state }
    }

    /// What the row shows; nil when its bytes are damaged.
    public var row: RowReadings<View.Row>? {
        if let readings { return readings }
        guard
            let read: (row: View.Row?, marks: StateMarks) = StateMarks.read(
                Array(copying: state)
            )
        else {
            return nil
        }
        return RowReadings(read.row)
    }
}
