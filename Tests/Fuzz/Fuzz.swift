import Foundation
import FuzzTargets

/// The program `dateline-fuzz TARGET …`, which `scripts/fuzz` builds and runs.
///
/// Built with the flag `FUZZER` it is a libFuzzer program that takes libFuzzer's arguments; without,
/// it runs the target once on each file that is named.
@main
enum Fuzz {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let target = FuzzTarget.all.first(where: { $0.name == arguments.first }) else {
            return listTargets()
        }
        switch arguments.dropFirst().first {
        case "--seeds": try writeSeeds(of: target, into: arguments.dropFirst(2).first ?? ".")
        case "--max-len": print(target.byteCountMax)
        default: try run(target, Array(arguments.dropFirst()))
        }
    }

    private static func listTargets() {
        for target in FuzzTarget.all {
            print(target.name.padding(toLength: 12, withPad: " ", startingAt: 0) + target.summary)
        }
    }

    private static func writeSeeds(of target: FuzzTarget, into folder: String) throws {
        for (index, seed) in target.seeds().enumerated() {
            try Data(seed).write(to: URL(filePath: folder).appending(path: "seed-\(index)"))
        }
    }

    fileprivate static func check(_ target: FuzzTarget, _ bytes: [UInt8]) {
        if let finding = target.finding(bytes) {
            FileHandle.standardError.write(
                Data("\(target.name): \(finding.debugDescription)\n".utf8)
            )
            abort()
        }
    }
}

#if FUZZER
    /// Source: "Using libFuzzer as a library" in the documentation of libFuzzer.
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<CInt>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
        _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
    ) -> CInt

    nonisolated(unsafe) private var current: FuzzTarget?

    extension Fuzz {
        fileprivate static func run(_ target: FuzzTarget, _ arguments: [String]) throws {
            current = target
            // libFuzzer reads its arguments again when it starts over, so they are never freed.
            var pointers = ([CommandLine.arguments[0]] + arguments).map { strdup($0) } + [nil]
            var count = CInt(pointers.count - 1)
            let status = pointers.withUnsafeMutableBufferPointer { buffer -> CInt in
                guard var start = buffer.baseAddress else { return 1 }
                return runDriver(&count, &start) { bytes, byteCount in
                    if let current {
                        let buffer = UnsafeBufferPointer(start: bytes, count: byteCount)
                        Fuzz.check(current, Array(buffer))
                    }
                    return 0
                }
            }
            exit(status)
        }
    }
#else
    extension Fuzz {
        fileprivate static func run(_ target: FuzzTarget, _ files: [String]) throws {
            for file in files { check(target, Array(try Data(contentsOf: URL(filePath: file)))) }
            print("\(target.name): \(files.count) files, nothing found")
        }
    }
#endif
