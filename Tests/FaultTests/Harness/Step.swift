import Foundation

/// One call by which a child touched its ledger, or one line that it said between two.
struct Step {
    /// What a call does, by which it is told what it can suffer.
    enum Kind: Character {
        case opens = "o"
        case makes = "m"
        case writes = "w"
        case syncs = "s"
        case changes = "c"
    }

    /// The place among the calls, from 1; 0 for a line that was said.
    let number: Int
    let name: String
    let kind: Kind
    /// Whether a write is on the disk when the call returns.
    let isWrittenThrough: Bool
    /// Below the folder of the trace, and with a slash in front.
    let path: String
    let otherPath: String
    let offset: Int
    let byteCount: Int
    let result: Int
    /// Where its bytes begin among those of all writes.
    let bytesStart: Int

    /// Whether the call can change what the folder holds.
    var changesState: Bool { kind != .opens || offset == 1 }

    init?(_ line: Substring, in folder: String) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 9, let number = Int(fields[0]), let mark = fields[2].first,
            let kind = Kind(rawValue: mark), let offset = Int(fields[5]),
            let byteCount = Int(fields[6]), let result = Int(fields[7]),
            let bytesStart = Int(fields[8])
        else { return nil }
        self.number = number
        name = fields[1]
        self.kind = kind
        isWrittenThrough = fields[2].last == "t"
        path = String(fields[3].dropFirst(folder.count))
        otherPath = String(fields[4].dropFirst(folder.count))
        self.offset = offset
        self.byteCount = byteCount
        self.result = result
        self.bytesStart = bytesStart
    }
}

/// All that a child did to its ledger when nothing went wrong.
struct Trace {
    let steps: [Step]
    let bytes: [UInt8]

    /// The calls alone, each of which can be spoiled.
    var calls: [Step] { steps.filter { $0.number > 0 } }

    /// What the library has noted of the calls that concern a folder.
    init(lines: String, bytes: [UInt8], in folder: String) {
        steps = lines.split(separator: "\n").compactMap { Step($0, in: folder) }
        self.bytes = bytes
    }

    /// The bytes that a step wrote.
    func bytes(of step: Step) -> [UInt8] {
        Array(bytes[step.bytesStart..<step.bytesStart + max(step.result, 0)])
    }

    /// How many calls there are of each name.
    var summary: String {
        let counts = Dictionary(grouping: calls, by: \.name).mapValues(\.count)
        return counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
    }
}
