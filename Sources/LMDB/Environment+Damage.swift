internal import CLMDB

extension Environment {
    /// Ends this process with a sentence, and no crash, when a damaged file makes reading fault.
    ///
    /// A program calls it once, when it starts; a library never. From then on, when a page of an
    /// open environment cannot be read, or LMDB finds that one contradicts another, or is led astray
    /// by one, the process writes to standard error that a file is damaged, and which if that can be
    /// told, and exits with 1. Any other fault is
    /// handled as before. The transactions that were open leave no trace, as when the process is
    /// killed. At most 128 environments are known at a time, those that were opened first.
    ///
    /// A write past the largest size that a file may have fails, and does not end the process.
    ///
    /// On systems other than Linux only LMDB's own findings are reported so.
    ///
    /// - Parameter program: The name of the program, which has a command `verify`.
    public static func exitOnDamage(program: String) {
        // SAFETY: the name is copied during the call. The handler calls nothing but what POSIX
        // allows a handler, and reads what is written once, or only in its places that are free.
        unsafe clmdb_install_guard(program)
    }
}

/// A file in the register of those whose faults are reported.
struct RegisteredFile {
    private let index: Int32

    init(_ path: String, _ identity: OpenFiles.Identity) {
        let device = dev_t(truncatingIfNeeded: identity.device)
        let inode = ino_t(truncatingIfNeeded: identity.inode)
        // SAFETY: the path is copied during the call.
        index = unsafe clmdb_register(path, device, inode)
    }

    /// Frees the place of a file that is no longer mapped.
    func remove() {
        clmdb_unregister(index)
    }
}
