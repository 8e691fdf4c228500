import ByteCoding
import CBareLMDB
import Foundation

/// What is possible without the ledger: bare LMDB, the disk, the processor.
///
/// Each function gives seconds.
enum Bare {
    /// Appends values to a new file.
    static func append(to path: String, _ count: Int, of size: Int, batch: Int) -> Double {
        for file in [path, path + "-lock"] { unlink(file) }
        return timed { bare_lmdb_append(path, count, size, batch) }
    }

    /// Reads every value of a file.
    static func scan(_ path: String) -> Double {
        var sum: UInt64 = 0
        return timed { bare_lmdb_scan(path, &sum) }
    }

    /// Reads values drawn from all of a file, and gives the seconds of one.
    static func get(_ path: String, of count: Int) -> Double {
        var sum: UInt64 = 0
        return timed { bare_lmdb_get(path, count, 1_000_000, &sum) } / 1_000_000
    }

    /// Writes a page and flushes it, so many times.
    static func flush(_ path: String, _ count: Int) -> Double {
        timed { bare_flush(path, count, 4_096) }
    }

    /// Runs a program with its output thrown away.
    static func run(_ arguments: [String]) -> Double {
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return timed { bare_run(&pointers) }
    }

    /// Hashes so many bytes, so many at a time.
    static func hash(_ byteCount: Int, by size: Int) -> Double {
        let bytes = [UInt8](repeating: 1, count: size)
        var sum = 0
        let time = seconds {
            for _ in 0..<byteCount / size { sum &+= Digest(sha256Of: bytes).hashValue }
        }
        precondition(sum != 0, "nothing was hashed")
        return time
    }

    private static func timed(_ body: () -> Int32) -> Double {
        seconds {
            let result = body()
            precondition(result == 0, "the bare loop failed: \(result)")
        }
    }
}
