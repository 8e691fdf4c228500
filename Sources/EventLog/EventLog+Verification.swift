public import ByteCoding
import LMDB
import Transparency

/// Something that is not as it was written.
public struct LogFinding: Hashable, Sendable {
    /// The events that it concerns; nil when it concerns the log as a whole.
    public let events: Range<Position>?
    /// What is wrong.
    public let reason: String

    /// Something about those events.
    public init(_ events: Range<Position>?, _ reason: String) {
        self.events = events
        self.reason = reason
    }

    /// Something about one event.
    public init(at position: Position, _ reason: String) {
        self.init(position..<position.advanced(by: 1), reason)
    }

    init(_ error: LogError, in events: Range<Position>) {
        switch error {
        case .corrupt(let position, let reason): self.init(at: position, reason)
        default: self.init(events, "\(error)")
        }
    }
}

extension EventLog {
    /// What is checked of each event by whoever knows what its bytes mean: nil when all is well.
    public typealias EventCheck = (borrowing StoredEvent, TreeEntry) -> String?

    /// Takes how many events have been done.
    public typealias Progress = (_ done: Position) -> Void

    /// Reads every stored byte of the blocks and compares it with the tree.
    ///
    /// Checked are the form of each block, that positions are dense and times never decrease, the
    /// digest of each event, and that each root and each subtree stored is that of the entries
    /// before it. Nothing is changed.
    ///
    /// After the first root that differs no later one can be right; from there on the events are
    /// checked one by one, and the roots no more.
    ///
    /// - Parameters:
    ///   - snapshot: The log.
    ///   - roots: Roots that are known from elsewhere, by the number of events they are over.
    ///   - check: What else is to be checked of each event.
    ///   - progress: Takes how far it has come.
    /// - Returns: All that was found, in the order of the log; nothing when all is as it was
    ///   written.
    /// - Throws: ``LogError/storage(_:)`` when the file cannot be read.
    /// - Complexity: O(n) in the bytes of the log.
    public func verifyBlocks(
        in snapshot: borrowing LogSnapshot,
        against roots: [Position: Digest] = [:],
        check: EventCheck = { _, _ in nil },
        progress: Progress = { _ in }
    ) throws(LogError) -> [LogFinding] {
        try verifyBlocks(
            in: snapshot,
            against: roots,
            eventCountOfPart: 2_048,
            check: check,
            progress: progress
        )
    }

    /// The same, with about so many events hashed by a thread at a time; what is found does not depend on it.
    func verifyBlocks(
        in snapshot: borrowing LogSnapshot,
        against roots: [Position: Digest] = [:],
        eventCountOfPart: Int,
        check: EventCheck = { _, _ in nil },
        progress: Progress = { _ in }
    ) throws(LogError) -> [LogFinding] {
        var verification = BlockVerification(roots: roots, upTo: snapshot.head)
        var blocks = try snapshot.blocks()
        if try blocks.beginsWithStranger() {
            verification.note(LogFinding(nil, "something that is no block stands before the first"))
        }
        while !verification.isAtEnd {
            let start = verification.upcoming
            let parts = try blockStarts(from: start, eventCountOfPart, in: snapshot)
            try parts.forEachTransformed { starts throws(LogError) in
                starts.map { ($0, (try? self.leaves(ofBlockAt: $0)) ?? []) }
            } take: { part throws(LogError) in
                for (start, leaves) in part {
                    try verification.take(upTo: start, leaves, from: &blocks, check)
                    progress(verification.upcoming)
                }
            }
        }
        return verification.findings
    }

    /// How many parts are planned ahead.
    private static let partCountMax = 512

    /// Where the blocks from a position on begin, the first of them there in any case, in parts that have
    /// about so many events each.
    private func blockStarts(
        from start: Position,
        _ eventCountOfPart: Int,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [[Position]] {
        var blocks = try snapshot.blocks()
        var parts: [[Position]] = []
        var part = [start]
        var last = start
        while parts.count < Self.partCountMax, let next = try blocks.start(after: last),
            // Keys that nobody has compared yet may be in any order.
            next > last, next < snapshot.head
        {
            if part[0].distance(to: next) >= eventCountOfPart {
                parts.append(part)
                part = []
            }
            part.append(next)
            last = next
        }
        return parts + [part]
    }

    /// The leaves of a block; whoever reads it next is told why it cannot be read.
    private func leaves(ofBlockAt start: Position) throws(LogError) -> [Leaf] {
        let snapshot = try snapshot()
        var blocks = try snapshot.blocks()
        guard let block = try blocks.block(containing: start), block.first == start else {
            return []
        }
        var leaves: [Leaf] = []
        leaves.reserveCapacity(block.count)
        for index in 0..<block.count { leaves.append(try Leaf(of: try block.event(at: index))) }
        return leaves
    }
}

/// What the tree has of an event.
private struct Leaf: Sendable {
    let entry: TreeEntry
    let hash: Digest

    init(of event: borrowing StoredEvent) throws(LogError) {
        entry = try event.entry
        hash = entry.leafHash
    }
}

/// How far the blocks of a log have been read, and what was found.
private struct BlockVerification {
    private let roots: [Position: Digest]
    private let head: Position
    private(set) var findings: [LogFinding] = []
    private(set) var upcoming = Position.zero
    /// Whether no block is left that could be read.
    private(set) var isAtEnd: Bool
    private var edge = CompactRange()
    private var lastRecordedAt: Timestamp?
    /// Whether all roots so far were right, so that the next can be.
    private var isWhole = true

    init(roots: [Position: Digest], upTo head: Position) {
        self.roots = roots
        self.head = head
        isAtEnd = head == .zero
    }

    /// Notes what has nothing to do with the events.
    mutating func note(_ finding: LogFinding) { findings.append(finding) }

    private mutating func fail(_ finding: LogFinding) {
        isWhole = false
        findings.append(finding)
    }

    /// Takes all blocks up to the one that begins at a position, of which the leaves are known already.
    mutating func take(
        upTo start: Position,
        _ leaves: [Leaf],
        from blocks: inout BlockCursor,
        _ check: EventLog.EventCheck
    ) throws(LogError) {
        while !isAtEnd, upcoming < start { try takeNext(from: &blocks, [], check) }
        if !isAtEnd, upcoming == start { try takeNext(from: &blocks, leaves, check) }
    }

    /// Takes the next block, with its leaves as far as they are known already.
    private mutating func takeNext(
        from blocks: inout BlockCursor,
        _ leaves: [Leaf],
        _ check: EventLog.EventCheck
    ) throws(LogError) {
        let start = upcoming
        do throws(LogError) {
            guard let block = try blocks.block(containing: start), block.first == start else {
                throw .corrupt(start, reason: "no block begins here")
            }
            take(block, leaves, check)
            guard upcoming >= head else { return }
            isAtEnd = true
            // Any other that begins within the one before is found in the place of the next.
            if let next = try blocks.start(after: start) {
                throw .corrupt(next, reason: "a block begins here, within another")
            }
        } catch {
            if case .storage = error { throw error }
            fail(LogFinding(error, in: start..<start.advanced(by: 1)))
            guard !isAtEnd, let next = try blocks.start(after: start), next > start, next < head
            else {
                isAtEnd = true
                return
            }
            upcoming = next
        }
    }

    private mutating func take(
        _ block: borrowing Block,
        _ leaves: [Leaf],
        _ check: EventLog.EventCheck
    ) {
        let events = block.first..<block.end
        if let lastRecordedAt, block.recordedAt < lastRecordedAt {
            findings.append(
                LogFinding(events, "they were recorded before the event that precedes them")
            )
        }
        lastRecordedAt = block.recordedAt
        var nodes: [(TreeNode, Digest)] = []
        for index in 0..<block.count {
            do throws(LogError) {
                let event = try block.event(at: index)
                let leaf = index < leaves.count ? leaves[index] : try Leaf(of: event)
                take(event, leaf, check, &nodes)
            } catch {
                fail(LogFinding(error, in: events))
            }
        }
        upcoming = block.end
        guard isWhole else { return }
        do throws(LogError) {
            for (node, root) in nodes where try block.node(node) != root {
                fail(
                    LogFinding(
                        node.positions.clamped(to: events),
                        "their subtree does not have the root that was stored with it"
                    )
                )
            }
            if try block.root != edge.root {
                fail(
                    LogFinding(events, "the tree does not have the root that was stored with them")
                )
            }
        } catch {
            fail(LogFinding(error, in: events))
        }
    }

    private mutating func take(
        _ event: borrowing StoredEvent,
        _ leaf: Leaf,
        _ check: EventLog.EventCheck,
        _ nodes: inout [(TreeNode, Digest)]
    ) {
        if let reason = check(event, leaf.entry) {
            findings.append(LogFinding(at: event.position, reason))
        }
        guard isWhole else { return }
        let next = event.position.advanced(by: 1)
        edge.append(leaf.hash) { level, root in
            if let node = TreeNode(bitCount: level, before: next) { nodes.append((node, root)) }
        }
        if let root = roots[next], root != edge.root {
            findings.append(
                LogFinding(.zero..<next, "they do not have the root that a checkpoint gives them")
            )
        }
    }
}
