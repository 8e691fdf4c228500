import ByteCoding
import Dispatch
import Synchronization
import Transparency

extension Batch {
    /// What the transaction adds to the log, and afterwards to the index.
    struct Content: Sendable {
        var blocks: [(key: [UInt8], bytes: [UInt8])] = []
        /// The right edge of the tree after the last event.
        var edge = CompactRange()
        var keys = IndexTail(from: .zero)
    }

    /// The new events as they are stored, after the right edge of the tree so far.
    func content(onto edge: CompactRange) -> Content {
        if appended.count < Self.threadEventCount {
            var content = Content(edge: edge, keys: keys)
            content.blocks = blocks(of: leaves, onto: &content.edge)
            return content
        }
        let leaves = leaves
        let content = Mutex(Content())
        // Neither half needs the other.
        DispatchQueue.concurrentPerform(iterations: 2) { half in
            if half == 0 {
                var edge = edge
                let blocks = blocks(of: leaves, onto: &edge)
                content.withLock { ($0.blocks, $0.edge) = (blocks, edge) }
            } else {
                let keys = keys
                content.withLock { $0.keys = keys }
            }
        }
        return content.withLock { $0 }
    }

    /// How many events are worth another thread.
    private static let threadEventCount = 64

    /// The hashes of the tree's leaves for the new events.
    private var leaves: [Digest] {
        let starts = stride(from: 0, to: appended.count, by: Self.threadEventCount).map(\.self)
        return starts.concurrentMap(share: 1) { start in
            var room: [UInt8] = []
            return appended[start...].prefix(Self.threadEventCount).map {
                TreeEntry(recordedAt: $0.recordedAt, header: $0.header, id: $0.event.id)
                    .leafHash(in: &room)
            }
        }.flatMap(\.self)
    }

    /// By what the new events are looked up.
    private var keys: IndexTail {
        var keys = IndexTail(from: formerHead)
        for event in appended { keys.add(event.indexed, index.terms) }
        return keys
    }

    /// The new events as blocks, each with the root of the tree after its last event.
    ///
    /// - Parameters:
    ///   - leaves: The hashes of the leaves for them.
    ///   - edge: The right edge of the tree before the first of them; after the call, after the last.
    /// - Returns: The keys and values to append, in order.
    private func blocks(
        of leaves: [Digest],
        onto edge: inout CompactRange
    ) -> [(key: [UInt8], bytes: [UInt8])] {
        precondition(edge.size == formerHead.rawValue, "a tree of \(edge.size) is not the log's")
        var blocks: [(key: [UInt8], bytes: [UInt8])] = []
        var start = 0
        while start < appended.count {
            let end = endOfBlock(from: start)
            var key: [UInt8] = []
            key.appendBigEndian(formerHead.advanced(by: start).rawValue)
            blocks.append(
                (key, Block.bytes(of: appended[start..<end], leaves[start..<end], onto: &edge))
            )
            start = end
        }
        return blocks
    }

    /// Where a block that begins at an event has to end: at another time, or when it is full.
    private func endOfBlock(from start: Int) -> Int {
        var end = start
        var byteCount = 0
        while end < appended.count, end - start < Block.eventCountMax {
            let event = appended[end]
            let next = byteCount + event.event.bytes.count
            let isFull = next > Block.payloadByteCountMax
            if end > start, isFull || event.recordedAt != appended[start].recordedAt { break }
            byteCount = next
            end += 1
        }
        return end
    }
}

extension Block {
    fileprivate static func bytes(
        of events: ArraySlice<Batch.Appended>,
        _ leaves: ArraySlice<Digest>,
        onto edge: inout CompactRange
    ) -> [UInt8] {
        let recordedAt = events[events.startIndex].recordedAt
        let form: EventHeader.Form = events.allSatisfy(\.header.isShort) ? .short : .whole
        var cells: [UInt8] = []
        cells.reserveCapacity(events.count * form.cellByteCount)
        var nodes: [(level: Int, root: Digest)] = []
        var end: UInt32 = 0
        for (appended, leaf) in zip(events, leaves) {
            end += UInt32(appended.event.bytes.count)
            EventCell(appended.header, id: appended.event.id, end: end).write(to: &cells, form)
            edge.append(leaf) { level, root in
                if let level = TreeNode.level(ofBitCount: level) { nodes.append((level, root)) }
            }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            headByteCount + nodes.count * Digest.byteCount + cells.count + Int(end)
        )
        bytes += [version, form.rawValue, 0, 0]
        bytes.appendLittleEndian(UInt32(events.count))
        bytes.appendLittleEndian(recordedAt.rawValue)
        edge.root.write(to: &bytes)
        // Level by level, and within a level in the order of completion, which is left to right.
        for level in 1...TreeNode.levelMax {
            for node in nodes where node.level == level { node.root.write(to: &bytes) }
        }
        bytes += cells
        for appended in events { bytes += appended.event.bytes }
        return bytes
    }
}
