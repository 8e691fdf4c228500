import Foundation
import FuzzTargets
import TestSupport
import Testing

@Suite struct `A parser of what strangers write` {
    @Test(arguments: FuzzTarget.all)
    func `holds what it promises on its corpus and its seeds`(target: FuzzTarget) throws {
        let folder = Repository.root.appending(path: "Tests/Corpus/\(target.name)")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: nil
        )
        #expect(!files.isEmpty)
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            #expect(target.finding(bytes) == nil, "\(file.lastPathComponent)")
            #expect(bytes.count <= 4_096, "\(file.lastPathComponent)")
        }
        let seeds = target.seeds()
        #expect(!seeds.isEmpty)
        for seed in seeds { #expect(target.finding(seed) == nil) }
    }

    @Test func `has a corpus of a few hundred small files, each of a target`() throws {
        let root = Repository.root.appending(path: "Tests/Corpus")
        let folders = try FileManager.default.contentsOfDirectory(atPath: root.path())
        // A release build lacks the targets that are reached through `@testable`.
        #if DEBUG
            #expect(Set(folders) == Set(FuzzTarget.all.map(\.name)))
        #else
            #expect(Set(FuzzTarget.all.map(\.name)).isSubset(of: Set(folders)))
        #endif
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path())
        #expect(files.count < 500)
    }
}

extension FuzzTarget: CustomTestStringConvertible {
    /// The name of the target.
    public var testDescription: String { name }
}
