internal import CLMDB

// The values of `errno` that are to be expected of a file.
extension LMDBError.Code {
    /// The disk is full.
    ///
    /// Nothing of the transaction was written; free space and write again.
    public static let noSpace = Self(rawValue: ENOSPC)

    /// The user's quota is used up.
    ///
    /// Nothing of the transaction was written; free space.
    public static let quotaExceeded = Self(rawValue: EDQUOT)

    /// The file would be larger than the process or file system allows.
    ///
    /// Raise the limit.
    public static let fileTooLarge = Self(rawValue: EFBIG)

    /// The file system is mounted read-only.
    ///
    /// Open with `.readOnly`, or mount it for writing.
    public static let readOnlyFileSystem = Self(rawValue: EROFS)

    /// The user may not open the file so.
    ///
    /// Change its mode or owner, or open with `.readOnly`.
    public static let permissionDenied = Self(rawValue: EACCES)

    /// The operating system refuses it to this user.
    ///
    /// Change owner or attributes of the file.
    public static let notPermitted = Self(rawValue: EPERM)

    /// There is no file at the path.
    ///
    /// Check the path, or open with `.create`.
    public static let noSuchFile = Self(rawValue: ENOENT)

    /// There is a file at the path where a new one was to be made.
    ///
    /// Choose another path.
    public static let fileExists = Self(rawValue: EEXIST)

    /// The path is a folder.
    ///
    /// Name a file in it.
    public static let isFolder = Self(rawValue: EISDIR)

    /// A part of the path that should be a folder is not one.
    ///
    /// Check the path.
    public static let notFolder = Self(rawValue: ENOTDIR)

    /// The disk failed to read or write.
    ///
    /// Check the disk; what was committed may still be read.
    public static let ioError = Self(rawValue: EIO)

    /// No memory or address space is left.
    ///
    /// Close something, or ask for a smaller map.
    public static let noMemory = Self(rawValue: ENOMEM)

    /// The process has too many open files.
    ///
    /// Close some, or raise the limit.
    public static let tooManyOpenFiles = Self(rawValue: EMFILE)

    /// LMDB refuses an argument: most often a table that was opened after the transaction began.
    public static let invalidArgument = Self(rawValue: EINVAL)

    /// The lock is held elsewhere for now.
    ///
    /// Try again.
    public static let tryAgain = Self(rawValue: EAGAIN)

    /// The file is in use in a way that forbids this.
    ///
    /// Try again when it is not.
    public static let busy = Self(rawValue: EBUSY)
}

// What this module finds out by itself, numbered well away from LMDB's -30799 to -30780.
extension LMDBError.Code {
    /// The file ends before a page that is in use.
    ///
    /// Restore a copy: reading on would end the process with SIGBUS.
    public static let truncated = Self(rawValue: -31_001)

    /// This process has the file open.
    ///
    /// Share the one `Environment`: a second would, when closed, drop the locks of the first.
    public static let fileAlreadyOpen = Self(rawValue: -31_002)

    /// Transactions of this process are active.
    ///
    /// End them first.
    public static let transactionsActive = Self(rawValue: -31_003)

    /// The LMDB library is older than 0.9.24.
    ///
    /// Install a newer one.
    public static let libraryTooOld = Self(rawValue: -31_004)

    /// The environment was opened with `.readOnly`.
    ///
    /// Open it with `.readWrite`.
    public static let readOnlyEnvironment = Self(rawValue: -31_005)
}
