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
    /// answers already, it goes on answering, and this one is removed.
    func swap(to generation: Int) throws(ViewError) {
        if let current, current > generation,
            FileManager.default.fileExists(atPath: file(current))
        {
            return remove(generation)
        }
        try acting { () throws in
            try Data("\(generation)\n".utf8).write(to: pointer, options: .atomic)
        }
        for former in generations() where former < generation { remove(former) }
    }

    func remove(_ generation: Int) {
        for suffix in ["", "-lock"] {
            try? FileManager.default.removeItem(atPath: file(generation) + suffix)
        }
    }

    private func generations() -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap { $0.hasSuffix(".mdb") ? Int($0.dropLast(4)) : nil }
            .filter { (1...Self.generationMax).contains($0) }
    }

    private func acting<Value>(_ body: () throws -> Value) throws(ViewError) -> Value {
        do {
            return try body()
        } catch {
            throw .folder(path: path, reason: error.localizedDescription)
        }
    }
}
