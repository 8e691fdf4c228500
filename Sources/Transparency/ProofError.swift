public import ByteCoding

/// Why a proof does not show what it is said to show.
public enum ProofError: Error, Hashable {
    /// The proof is for a leaf that a tree of that size does not have.
    case noSuchEntry(index: UInt64, size: UInt64)
    /// The earlier of two trees has no leaf, so that nothing can be proved of it.
    case emptyTree
    /// The later of two trees is the smaller one.
    case shrunk(from: UInt64, to: UInt64)
    /// The proof has another number of hashes than its sizes require.
    case hashCount(found: Int, expected: Int)
    /// The hashes lead to another root of the tree of `size` leaves than the one stated.
    case otherRoot(size: UInt64, stated: Digest, computed: Digest)
    /// Two roots are stated for one size.
    case twoRoots(size: UInt64, old: Digest, new: Digest)
    /// The proof starts at another size than the checkpoint from which it should.
    case otherOldSize(proof: UInt64, checkpoint: UInt64)
    /// The two checkpoints are of two logs.
    case otherLog(old: String, new: String)
    /// The signature under the checkpoint is not good.
    case signature(SignatureError)
}

extension ProofError: CustomStringConvertible {
    /// What is wrong, and what to do about it.
    public var description: String {
        switch self {
        case .noSuchEntry(let index, let size):
            """
            the proof is for the entry at index \(index), but the tree has \(size) entries, from 0 \
            on; get a proof under a later checkpoint
            """
        case .emptyTree:
            """
            the earlier tree is empty, and every log begins with an empty one; keep a checkpoint \
            of at least one entry and prove from there
            """
        case .shrunk(let old, let new):
            """
            the later tree has \(new) entries, the earlier one \(old); give the checkpoints in \
            their order, and if the log did shrink, keep both: together they show that it \
            rewrote its history
            """
        case .hashCount(let found, let expected):
            """
            the proof has \(found) hashes where trees of these sizes need \(expected); it was \
            cut, or made for other sizes: get it again
            """
        case .otherRoot(let size, let stated, let computed):
            """
            the proof leads to the root \(computed) for \(size) entries, but the root stated is \
            \(stated); the entry, the proof or the checkpoint is not what the log recorded: check \
            that they belong together, and do not trust them if they do
            """
        case .twoRoots(let size, let old, let new):
            """
            two roots are stated for \(size) entries, \(old) and \(new); the log shows different \
            histories to different people: keep both checkpoints, they are the evidence
            """
        case .otherOldSize(let proof, let checkpoint):
            """
            the proof starts at \(proof) entries, the earlier checkpoint has \(checkpoint); get a \
            proof that starts there
            """
        case .otherLog(let old, let new):
            """
            the earlier checkpoint is of the log "\(old.shown)", the later one of "\(new.shown)"; compare two \
            checkpoints of one log
            """
        case .signature(let error): error.description
        }
    }
}
