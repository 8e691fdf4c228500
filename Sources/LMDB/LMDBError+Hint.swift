internal import CLMDB

extension LMDBError.Code {
    /// What the code means and the way out of it, each a clause for a message.
    struct Hint {
        let problem: String
        let wayOut: String
    }

    /// The hint of this code; for one unknown here, what the system calls it.
    var hint: Hint {
        if let known = Self.hints[self] {
            return known
        }
        // SAFETY: mdb_strerror returns a string that is never nil and that no one frees.
        let name = unsafe String(cString: mdb_strerror(rawValue))
        return Hint(problem: name, wayOut: "Check the file and the disk it is on.")
    }

    private static let damaged = "Stop writing, and restore the newest copy that opens."

    private static let hints: [Self: Hint] = [
        .keyExists: Hint(
            problem: "the key is there already or is not after the last",
            wayOut: "Append keys in rising order, or read the last key first."
        ),
        .notFound: Hint(
            problem: "there is no such table",
            wayOut: "Check that this is the right file, or create the table in it."
        ),
        .pageNotFound: Hint(problem: "a page is missing from the file", wayOut: damaged),
        .corrupted: Hint(problem: "a page of the file is damaged", wayOut: damaged),
        .panic: Hint(
            problem: "an earlier failure has made this environment unusable",
            wayOut: "Close it and open it again; all that was committed is safe."
        ),
        .versionMismatch: Hint(
            problem: "the file was written by another version of LMDB's format",
            wayOut: "Dump it with the LMDB that wrote it and load it with this one."
        ),
        .invalid: Hint(
            problem: "the file is not an LMDB file",
            wayOut: "Check the path; if it is right, restore a copy."
        ),
        .mapFull: Hint(
            problem: "the address space reserved for the file is used up",
            wayOut: "End all transactions, call grow(), and write again."
        ),
        .tablesFull: Hint(
            problem: "all places for tables are taken",
            wayOut: "Open the environment with a greater tableCountMax."
        ),
        .readersFull: Hint(
            problem: "all places for readers are taken",
            wayOut: "End read transactions, or open with a greater readerCountMax."
        ),
        .transactionFull: Hint(
            problem: "the transaction has changed too many pages",
            wayOut: "Write in smaller batches."
        ),
        .cursorFull: Hint(problem: "the tree is deeper than any sound one", wayOut: damaged),
        .pageFull: Hint(problem: "a page has no room where it must have some", wayOut: damaged),
        .mapResized: Hint(
            problem: "another process has made the file larger than this one has mapped",
            wayOut: "End the other transactions of this process and begin again."
        ),
        .incompatible: Hint(
            problem: "the table is of a kind that is not read here",
            wayOut: "Check that this is the right file and the right table."
        ),
        .badTransaction: Hint(
            problem: "the transaction has failed before",
            wayOut: "Drop it and do its work in a new one."
        ),
        .badValueSize: Hint(
            problem: "a key or a value has a size that cannot be stored",
            wayOut: "Keep keys within 511 bytes and values below 4 GiB."
        ),
        .badTable: Hint(
            problem: "the table is not open in this transaction",
            wayOut: "Open tables before the transaction begins."
        ),
        .noSpace: Hint(
            problem: "the disk is full",
            wayOut: "Nothing was written; free some space and write again."
        ),
        .quotaExceeded: Hint(
            problem: "the disk quota is used up",
            wayOut: "Nothing was written; free some space and write again."
        ),
        .fileTooLarge: Hint(
            problem: "the file would grow beyond what is allowed",
            wayOut: "Nothing was written; raise the limit on file sizes."
        ),
        .readOnlyFileSystem: Hint(
            problem: "the file system is read-only",
            wayOut: "Open it for reading only, or mount the file system for writing."
        ),
        .permissionDenied: Hint(
            problem: "permission was denied",
            wayOut: "Change mode or owner of the file and its folder, or open for reading only."
        ),
        .notPermitted: Hint(
            problem: "the operation is not permitted",
            wayOut: "Change owner or attributes of the file, or open for reading only."
        ),
        .noSuchFile: Hint(
            problem: "there is no such file",
            wayOut: "Check the path, or create the file."
        ),
        .fileExists: Hint(
            problem: "there is a file already",
            wayOut: "Choose another path, or move the file away."
        ),
        .isFolder: Hint(problem: "the path is a folder", wayOut: "Name a file in it."),
        .notFolder: Hint(
            problem: "a part of the path is not a folder",
            wayOut: "Check the path."
        ),
        .ioError: Hint(
            problem: "the disk failed",
            wayOut: "Nothing was committed; check the disk, then open the file again."
        ),
        .noMemory: Hint(
            problem: "no memory or address space is left",
            wayOut: "Ask for a smaller mapByteCount, or raise the limit on address space."
        ),
        .tooManyOpenFiles: Hint(
            problem: "too many files are open",
            wayOut: "Close some, or raise the limit."
        ),
        .invalidArgument: Hint(
            problem: "an argument was refused",
            wayOut: "Open tables before the transaction begins that uses them."
        ),
        .tryAgain: Hint(problem: "a lock is held elsewhere", wayOut: "Try again."),
        .busy: Hint(problem: "the file is in use", wayOut: "Try again when it is not."),
        .truncated: Hint(
            problem: "the file ends before a page that is in use",
            wayOut: "Restore the newest copy that opens."
        ),
        .fileAlreadyOpen: Hint(
            problem: "this process has the file open already",
            wayOut: "Share the one environment instead of opening another."
        ),
        .transactionsActive: Hint(
            problem: "transactions of this process are active",
            wayOut: "End them and try again."
        ),
        .libraryTooOld: Hint(
            problem: "the LMDB library is older than 0.9.24",
            wayOut: "Install LMDB 0.9.24 or newer."
        ),
        .readOnlyEnvironment: Hint(
            problem: "the environment is open for reading only",
            wayOut: "Open it with .readWrite."
        ),
    ]
}
