import TestSupport
import Testing

/// An operation whose every step is spoiled: what a child does, and what was there before.
struct Scenario: Sendable, CustomTestStringConvertible {
    let name: String
    /// What a child has done before, undisturbed.
    let preparation: [String]
    /// Whether one more rebuild, killed half-way, left its remains.
    var hasRemains = false
    /// What the child does that is disturbed.
    let acts: [String]
    /// Fewer calls than these cannot be the whole operation.
    let callCountMin: Int
    /// One in so many calls is spoiled in a short run, and in any run of an operation that is long.
    var stride = 1
    /// Whether the operation takes too long for a short run, and for views.
    var isLong = false

    var testDescription: String { name }

    /// The batches that acts append, in order.
    static func batches(in acts: some Sequence<String>) -> [Range<Int>] {
        acts.compactMap { act in
            let parts = act.split(separator: ":")
            guard parts.count == 3, parts[0] == "append", let start = Int(parts[1]),
                let count = Int(parts[2])
            else { return nil }
            return start..<start + count
        }
    }

    /// What most ledgers begin with: in a short run not all of the corpus.
    private static let corpus = "append:0:\(Rounds.areMany ? FactSequence.corpusCount : 180)"
    private static let corpusEnd = FactSequence.corpusCount

    static let appendsOne = Scenario(
        name: "append one fact",
        preparation: ["create", "append:0:100"],
        acts: ["open", "append:100:1"],
        callCountMin: 8
    )

    static let appendsAndShows = Scenario(
        name: "incremental catch-up",
        preparation: ["create", "append:0:150", "show:lawsuits"],
        acts: ["open", "append:150:50", "show:lawsuits"],
        callCountMin: 12,
        stride: 2
    )

    static let rebuilds = Scenario(
        name: "rebuild and swap",
        preparation: ["create", corpus, "show:lawsuits"],
        acts: ["open", "rebuild:lawsuits"],
        callCountMin: 20,
        stride: 2
    )

    static let all: [Scenario] = [
        appendsOne,
        Scenario(
            name: "append a batch of many blocks, which makes the file grow",
            preparation: ["create", corpus],
            acts: ["open", "append:\(corpusEnd):450"],
            callCountMin: 8,
            stride: 2
        ),
        Scenario(
            name: "append batch after batch in reused pages",
            preparation: ["create", corpus] + (0..<20).map { "append:\(corpusEnd + $0):1" },
            acts: ["open"] + (20..<30).map { "append:\(corpusEnd + $0):1" },
            callCountMin: 40,
            stride: 9
        ),
        Scenario(
            name: "append, and bring the index up to the head",
            preparation: ["create", corpus, "append:\(corpusEnd + 1_000):900"],
            acts: ["open", "append:\(corpusEnd + 1_900):1", "flush"],
            callCountMin: 10,
            stride: 3
        ),
        Scenario(
            name: "append beyond what the index may lag behind",
            preparation: ["create"] + (0..<26).map { "append:\(2_000 + $0 * 5_000):5000" },
            acts: ["open", "append:132000:2000"],
            callCountMin: 10,
            stride: 3,
            isLong: true
        ),
        Scenario(
            name: "first catch-up of a view",
            preparation: ["create", corpus],
            acts: ["open", "show:lawsuits"],
            callCountMin: 16,
            stride: 3
        ),
        appendsAndShows,
        Scenario(
            name: "first catch-up of every view",
            preparation: ["create", corpus],
            acts: ["open", "show:all"],
            callCountMin: 150,
            stride: 40
        ),
        rebuilds,
        Scenario(
            name: "rebuild in parts",
            preparation: ["create", "append:2000:2500", "show:lawsuits"],
            acts: ["open", "rebuild:lawsuits"],
            callCountMin: 24,
            stride: 8
        ),
        Scenario(
            name: "rebuild over the remains of one that was killed",
            preparation: ["create", corpus, "show:lawsuits"],
            hasRemains: true,
            acts: ["open", "rebuild:lawsuits"],
            callCountMin: 20,
            stride: 3
        ),
    ]
}
