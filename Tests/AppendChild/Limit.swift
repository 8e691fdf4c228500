import Foundation

/// What a child takes away from itself.
enum Limit {
    /// Imposes one: `files:N`, `space:BYTES`, `size:BYTES`, `user:NUMBER`, `deaf`, `hearing`.
    static func impose(_ parts: [String], on ballast: inout [FileHandle]) throws {
        let number = parts.count > 1 ? UInt(parts[1]) ?? 0 : 0
        switch parts[0] {
        // Of the files a process may open, all but so many are open.
        case "files":
            set(RLIMIT_NOFILE, 64)
            while let file = FileHandle(forReadingAtPath: "/dev/null") { ballast.append(file) }
            ballast.removeLast(Int(number))
        // Of the address space, so many bytes more than are taken.
        case "space": set(RLIMIT_AS, takenByteCount + number)
        case "size": set(RLIMIT_FSIZE, number)
        // The signal that comes with a file too large is not heard.
        case "deaf": signal(SIGXFSZ, SIG_IGN)
        // A child inherits what its parent does not hear.
        case "hearing":
            signal(SIGXFSZ, SIG_DFL)
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGXFSZ)
            sigprocmask(SIG_UNBLOCK, &signals, nil)
        case "user": precondition(setgid(65_534) == 0 && setuid(uid_t(number)) == 0)
        default: preconditionFailure("no act is called \(parts[0])")
        }
    }

    private static var takenByteCount: UInt {
        let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return UInt(text?.split(separator: " ").first ?? "").map { $0 * 4_096 } ?? 0
    }

    #if os(Linux)
        private typealias Resource = __rlimit_resource
    #else
        private typealias Resource = Int32
    #endif

    private static func set(_ resource: Resource, _ value: UInt) {
        var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
        #if os(Linux)
            let result = setrlimit(Int32(resource.rawValue), &limit)
        #else
            let result = setrlimit(resource, &limit)
        #endif
        precondition(result == 0, "a limit of \(value) is refused")
    }
}
