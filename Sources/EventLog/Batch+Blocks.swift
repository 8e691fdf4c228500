import ByteCoding
import Transparency

extension Batch {
    /// The new events as blocks, each with the root of the tree after its last event.
    ///
    /// - Parameter edge: The right edge of the tree before the first of them; after the call, after
    ///   the last.
    /// - Returns: The keys and values to append, in order.
    func blocks(onto edge: inout CompactRange) -> [(key: [UInt8], bytes: [UInt8])] {
        precondition(edge.size == formerHead.rawValue, "a tree of \(edge.size) is not the log's")
        var blocks: [(key: [UInt8], bytes: [UInt8])] = []
        var start = 0
        while start < appended.count {
            let end = endOfBlock(from: start)
            let first = formerHead.advanced(by: start)
            var key: [UInt8] = []
            key.appendBigEndian(first.rawValue)
            blocks.append((key, Block.bytes(of: appended[start..<end], first: first, onto: &edge)))
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
            let next = byteCount + event.bytes.count
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
        first: Position,
        onto edge: inout CompactRange
    ) -> [UInt8] {
        let recordedAt = events[events.startIndex].recordedAt
        var cells: [UInt8] = []
        var nodes: [(level: Int, root: Digest)] = []
        var end: UInt32 = 0
        for event in events {
            end += UInt32(event.bytes.count)
            EventCell(event.header, id: event.id, end: end).write(to: &cells)
            let entry = TreeEntry(recordedAt: recordedAt, header: event.header, id: event.id)
            edge.append(entry.leafHash) { level, root in
                if let level = TreeNode.level(ofBitCount: level) { nodes.append((level, root)) }
            }
        }
        var bytes: [UInt8] = [version, 0, 0, 0]
        bytes.reserveCapacity(
            headByteCount + nodes.count * Digest.byteCount + cells.count + Int(end)
        )
        bytes.appendLittleEndian(UInt32(events.count))
        bytes.appendLittleEndian(recordedAt.rawValue)
        edge.root.write(to: &bytes)
        // Level by level, and within a level in the order of completion, which is left to right.
        for level in 1...TreeNode.levelMax {
            for node in nodes where node.level == level { node.root.write(to: &bytes) }
        }
        bytes += cells
        for event in events { bytes += event.bytes }
        return bytes
    }
}
