public import ByteCoding
public import EventLog
public import ViewStore

extension Ledger {
    /// How much a ledger holds, and how it grows.
    public struct Statistics: Sendable {
        /// How many events there are.
        public let head: Position
        /// When the first was recorded; nil when there is none.
        public let firstRecordedAt: Timestamp?
        /// When the last was recorded.
        public let lastRecordedAt: Timestamp?
        /// How many events were recorded within the last so many days, by the clock of this moment.
        public let recent: [(days: Int, eventCount: Int)]
        /// The files of the log and its index, and who reads them.
        public let log: EventLog.Statistics
        /// The views; without figures where one has to be made first.
        public let views: [(name: String, statistics: ViewStore.Statistics?)]

        /// How many bytes of the log an event takes on average; nil when there is none.
        public var bytesAnEvent: Int? {
            head > .zero ? log.byteCount / Int(head.rawValue) : nil
        }
    }

    /// How much the ledger holds, how it grows, and how far its views have come.
    ///
    /// - Complexity: O(log n) in the events, for each view.
    public func statistics() throws(LedgerError) -> Statistics {
        let snapshot = try snapshot()
        var figures: [(name: String, statistics: ViewStore.Statistics?)] = []
        for view in Self.projections {
            do throws(ViewError) {
                figures.append((view.name, try views.statistics(of: view, in: snapshot)))
            } catch {
                throw .view(error)
            }
        }
        do throws(LogError) {
            var events = try snapshot.events(from: .zero)
            let first = try events.next()?.recordedAt
            let now = clock()
            var recent: [(days: Int, eventCount: Int)] = []
            for days in [1, 7, 30] {
                let start = Timestamp(rawValue: now.rawValue - Int64(days) * 86_400_000_000)
                let before = try snapshot.eventCount(recordedBefore: start)
                recent.append((days, before.distance(to: snapshot.head)))
            }
            return Statistics(
                head: snapshot.head,
                firstRecordedAt: first,
                lastRecordedAt: snapshot.lastRecordedAt,
                recent: recent,
                log: try log.statistics(),
                views: figures
            )
        } catch {
            throw .log(error)
        }
    }
}
