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
    /// - Complexity: O(n log n) in the events; the keys of 131,072 of them are held at a time.
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
        let state = try storing { () throws(LMDBError) in try store.state() }
        let checkpoint = state?.checkpoint ?? .zero
        guard checkpoint <= snapshot.head else {
            // Others may have appended, and brought the index on, since the snapshot was taken.
            let now = try log.snapshot()
            if checkpoint <= now.head { return try verify(in: now, log, progress: progress) }
            let finding = LogFinding(nil, "the index accounts for more events than the log has")
            return ([finding], checkpoint)
        }
        var findings: [LogFinding] = []
        var count = 0
        var upcoming = Position.zero
        while upcoming < checkpoint {
            let end = min(upcoming.advanced(by: Self.lagMax), checkpoint)
            var expected: [Posting] = []
            for position in upcoming..<end {
                switch postings(ofEventAt: position, in: snapshot) {
                case .success(let postings): expected += postings
                case .failure(let error):
                    findings.append(LogFinding(error, in: position..<position.advanced(by: 1)))
                }
            }
            upcoming = end
            count += expected.count
            let sorted = expected.sortedByTerm()
            let missing = try storing { () throws(LMDBError) in try store.missing(from: sorted) }
            findings += missing.map { LogFinding(at: $0.position, "a key is missing") }
            progress(upcoming)
        }
        let (stored, now) = try storing { () throws(LMDBError) in
            (try store.postingCount(before: checkpoint), try store.state())
        }
        // Another process has emptied the file meanwhile.
        guard now?.checkpoint ?? .zero >= checkpoint else {
            return try verify(in: snapshot, log, progress: progress)
        }
        guard findings.isEmpty else { return (findings, checkpoint) }
        if count != stored {
            findings.append(
                LogFinding(
                    nil,
                    "the index has \(stored) keys; the events it accounts for have \(count)"
                )
            )
        }
        return (findings, checkpoint)
    }

    private func postings(
        ofEventAt position: Position,
        in snapshot: borrowing LogSnapshot
    ) -> Result<[Posting], LogError> {
        do throws(LogError) {
            var events = try snapshot.events(from: position)
            var postings: [Posting] = []
            try keys(of: try events.seek(to: position)).forEachTerm(terms) {
                postings.append(Posting($0, at: position))
            }
            return .success(postings)
        } catch {
            return .failure(error)
        }
    }
}

extension IndexStore {
    /// Those of some postings that the file does not have.
    ///
    /// - Parameter postings: In ascending order.
    /// - Returns: The missing ones, in that order.
    /// - Throws: ``LMDBError`` when the file cannot be read.
    fileprivate func missing(from postings: [Posting]) throws(LMDBError) -> [Posting] {
        try missing(from: postings, in: levels[...], try ReadTransaction(environment))
    }

    private func missing(
        from postings: [Posting],
        in levels: ArraySlice<Table>,
        _ transaction: borrowing ReadTransaction
    ) throws(LMDBError) -> [Posting] {
        var missing = postings
        for level in levels.reversed() {
            var stored = try self.postings(of: level, in: transaction)
            var rest: [Posting] = []
            for posting in missing where try stored.seek(to: posting) != posting {
                rest.append(posting)
            }
            missing = rest
        }
        return missing
    }

    /// How many postings of the events before a position the file has, those once that are on their way
    /// from one level to the next.
    func postingCount(before end: Position) throws(LMDBError) -> Int {
        let transaction = try ReadTransaction(environment)
        var count = 0
        for (index, level) in levels.enumerated() {
            let deeper = levels[(index + 1)...]
            var last: Posting? = .first
            while let start = last {
                let part = try first(1 << 16, of: level, after: start, in: transaction)
                let known = part.filter { $0.position < end }
                count += try missing(from: known, in: deeper, transaction).count
                last = part.last
            }
        }
        return count
    }
}
