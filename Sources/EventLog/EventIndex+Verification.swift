public import ByteCoding
import LMDB

extension EventLog {
    /// Compares the index with the events that it accounts for: each key of each event must be
    /// there, and nothing else.
    ///
    /// Nothing is changed. An index that differs can be deleted: it is made anew.
    ///
    /// - Returns: What was found, and how many events the index accounts for; none when there is no
    ///   index, or it is of another state of the log, and is not read.
    /// - Throws: ``LogError/storage(_:)`` when a file cannot be read.
    /// - Complexity: O(n log n) in the events; the keys of 65,536 of them are held at a time.
    public func verifyIndex(
        in snapshot: borrowing LogSnapshot,
        progress: Progress = { _ in }
    ) throws(LogError) -> (findings: [LogFinding], checkpoint: Position) {
        try index.verify(in: snapshot, file, progress: progress)
    }
}

extension EventIndex {
    fileprivate func verify(
        in snapshot: borrowing LogSnapshot,
        _ log: LogFile,
        progress: EventLog.Progress
    ) throws(LogError) -> (findings: [LogFinding], checkpoint: Position) {
        guard let store else { return ([], .zero) }
        let extent = try storing { () throws(LMDBError) in try store.extent() }
        guard extent.checkpoint <= snapshot.head else {
            // Others may have appended, and brought the index on, since the snapshot was taken.
            let now = try log.snapshot()
            if extent.checkpoint <= now.head { return try verify(in: now, log, progress: progress) }
            let finding = LogFinding(nil, "the index accounts for more events than the log has")
            return ([finding], extent.checkpoint)
        }
        var findings: [LogFinding] = []
        var keyCount = 0
        var upcoming = Position.zero
        while upcoming < extent.checkpoint {
            let end = min(upcoming.advanced(by: Self.lagMax), extent.checkpoint)
            var expected: [[UInt8]] = []
            for position in upcoming..<end {
                switch entries(ofEventAt: position, in: snapshot) {
                case .success(let entries): expected += entries
                case .failure(let error):
                    findings.append(LogFinding(error, in: position..<position.advanced(by: 1)))
                }
            }
            upcoming = end
            keyCount += expected.count
            expected.sort { $0.lexicographicallyPrecedes($1) }
            let missing = try storing { () throws(LMDBError) in try store.missing(from: expected) }
            findings += missing.map { LogFinding(at: Self.position(of: $0), "a key is missing") }
            progress(upcoming)
        }
        if findings.isEmpty, keyCount != extent.entryCount {
            findings.append(
                LogFinding(
                    nil,
                    "the index has \(extent.entryCount) keys; the events it accounts for have "
                        + "\(keyCount)"
                )
            )
        }
        return (findings, extent.checkpoint)
    }

    private func entries(
        ofEventAt position: Position,
        in snapshot: borrowing LogSnapshot
    ) -> Result<[[UInt8]], LogError> {
        do throws(LogError) {
            var events = try snapshot.events(from: position)
            var entries: [[UInt8]] = []
            let event = try events.seek(to: position)
            try keys(of: event).forEachKey { key in
                var entry = key.bytes
                entry.appendBigEndian(position.rawValue)
                entries.append(entry)
            }
            return .success(entries)
        } catch {
            return .failure(error)
        }
    }

    private static func position(of entry: [UInt8]) -> Position {
        Position(rawValue: entry.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
