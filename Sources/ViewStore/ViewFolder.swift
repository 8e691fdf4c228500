import Foundation

/// The folder of one view: its generations, and the pointer to the one that answers.
struct ViewFolder {
    let path: String

    /// A number that no ledger reaches; a file with a greater one is not ours.
    private static let generationMax = 1 << 52

    private var pointer: URL { URL(filePath: path + "/current") }

    /// The generation that answers; nil when there is none yet.
    var current: Int? {
        guard let text = try? String(contentsOf: pointer, encoding: .utf8) else { return nil }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    func file(_ generation: Int) -> String { "\(path)/\(generation).mdb" }

    /// Takes a generation number that no other process has or will get.
    func claim() throws(ViewError) -> Int {
        try acting { () throws in
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
            var generation = (generations().max() ?? 0) + 1
            while true {
                do {
                    let file = URL(filePath: file(generation))
                    try Data().write(to: file, options: .withoutOverwriting)
                    return generation
                } catch CocoaError.fileWriteFileExists {
                    generation += 1
                }
            }
        }
    }

    /// Lets a generation answer, at one stroke, and removes those before it.
    ///
    /// A process that still reads one of them keeps what it has mapped. When a later generation
    /// answers already, it goes on answering, and this one is removed. Two processes that swap at
    /// one time may each undo what the other did, so each looks again at what it has done.
    func swap(to generation: Int) throws(ViewError) {
        var generation = generation
        while true {
            if let current, current > generation, exists(current) { return remove(generation) }
            if !exists(generation) {
                // A later one answered and removed this, before this one wrote the pointer.
                guard let last = generations().max() else { return }
                generation = last
            }
            try acting { () throws in
                try Data("\(generation)\n".utf8).write(to: pointer, options: .atomic)
            }
            removeFormer(than: generation)
            if current == generation && exists(generation) { return }
        }
    }

    private func removeFormer(than generation: Int) {
        for former in generations(withRemains: true) where former < generation { remove(former) }
        for name in names() where name.hasPrefix(Self.unfinishedPrefix) {
            let path = path + "/" + name
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let date = attributes?[.modificationDate] as? Date else { continue }
            // Younger, it may be that of a process that is about to swap.
            if date.timeIntervalSinceNow < -3_600 {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
    }

    /// How Foundation names a file that is to take the place of another at one stroke; it stays
    /// behind when the process is killed before that.
    private static let unfinishedPrefix = ".dat.nosync"

    private func exists(_ generation: Int) -> Bool {
        FileManager.default.fileExists(atPath: file(generation))
    }

    func remove(_ generation: Int) {
        for suffix in ["", "-lock"] {
            try? FileManager.default.removeItem(atPath: file(generation) + suffix)
        }
    }

    /// The generations that there are, and on demand those of which a process that was killed
    /// while it removed them has left the lock file.
    private func generations(withRemains: Bool = false) -> [Int] {
        let suffixes = withRemains ? [".mdb", ".mdb-lock"] : [".mdb"]
        let numbers = names().compactMap { name in
            suffixes.first { name.hasSuffix($0) }.flatMap { Int(name.dropLast($0.count)) }
        }
        return Set(numbers.filter { (1...Self.generationMax).contains($0) }).sorted()
    }

    private func names() -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    private func acting<Value>(_ body: () throws -> Value) throws(ViewError) -> Value {
        do {
            return try body()
        } catch {
            throw .folder(path: path, reason: Self.reason(of: error))
        }
    }

    /// What the system says of a failure; Foundation's own words for it may tell nothing.
    private static func reason(of error: any Error) -> String {
        var error = error
        while let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error {
            error = cause
        }
        return error.localizedDescription
    }
}
