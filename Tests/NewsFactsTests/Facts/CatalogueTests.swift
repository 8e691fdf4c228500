import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `The catalogue` {
    @Test func `gives every type a number and a name of its own`() {
        #expect(Set(Catalogue.types.map(\.number)).count == Catalogue.types.count)
        #expect(Set(Catalogue.types.map(\.name)).count == Catalogue.types.count)
        #expect(Catalogue.types.allSatisfy { $0.number > 0 })
    }

    @Test func `finds every type by its number and its name`() {
        for type in Catalogue.types {
            #expect(Catalogue.type(numbered: type.number) === type)
            #expect(Catalogue.type(named: type.name) === type)
        }
    }

    @Test func `finds no type under a number or a name that it does not list`() {
        let numbers = Set(Catalogue.types.map(\.number))
        for number in UInt16.min...UInt16.max where !numbers.contains(number) {
            #expect(Catalogue.type(numbered: number) == nil)
        }
        #expect(Catalogue.type(named: "") == nil)
        #expect(Catalogue.type(named: "lawsuitFiled") == nil)
    }

    /// Reads the sources, for a type that its family forgets compiles and cannot be recorded.
    @Test func `lists in its families every type that its sources declare`() throws {
        let folder = Repository.root.appending(path: "Events/NewsFacts/Catalogue")
        let files = try FileManager.default.contentsOfDirectory(
            atPath: folder.path(percentEncoded: false)
        )
        var declared: [String] = []
        for file in files where file.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            declared += text.matches(
                of: /public static let (\w+) = FactType\(\s*(\d+),\s*"(\w+)"/
            ).map { "\($0.2) \($0.3) \($0.1)" }
        }
        let listed = Catalogue.types.map { type in
            "\(type.number) \(type.name) \(type.name.prefix(1).lowercased())\(type.name.dropFirst())"
        }
        #expect(declared.count >= 95)
        #expect(declared.sorted() == listed.sorted())
    }

    @Test func `describes every type in a sentence`() {
        for type in Catalogue.types {
            #expect(
                type.summary.hasSuffix(".") && type.summary.first?.isUppercase == true,
                "\(type)"
            )
        }
    }

    @Test func `names no role or attribute of a type twice`() {
        for type in Catalogue.types {
            #expect(Set(type.roles.map(\.name)).count == type.roles.count, "\(type)")
            #expect(Set(type.attributes.map(\.name)).count == type.attributes.count, "\(type)")
        }
    }

    @Test func `names types, roles and attributes in camel case of plain letters`() {
        for type in Catalogue.types {
            #expect(type.name.wholeMatch(of: /[A-Z][A-Za-z]+/) != nil)
            for name in type.roles.map(\.name) + type.attributes.map(\.name) {
                #expect(name.wholeMatch(of: /[a-z][A-Za-z]*/) != nil, "\(type) \(name)")
            }
        }
    }

    @Test func `asks for alternatives among the roles of the type that need not be filled`() {
        for type in Catalogue.types {
            for name in type.alternatives.joined() {
                #expect(
                    type.roles.contains { $0.name == name && $0.count.lowerBound == 0 },
                    "\(type) \(name)"
                )
            }
        }
    }

    @Test func `has a place for every type`() {
        #expect(Catalogue.types.allSatisfy { $0.roles.contains { $0.name == "place" } })
    }

    @Test(
        .enabled(
            if: Repository.shared("seed/facts.jsonl") != nil,
            "the seed does not lie beside the package"
        )
    )
    func `has all 59 types of the seed`() throws {
        let file = try #require(Repository.shared("seed/facts.jsonl"))
        let names = try String(contentsOf: file, encoding: .utf8)
            .matches(of: /"type": ?"(\w+)"/).map { String($0.1) }
        #expect(names.count == 202)
        #expect(Set(names).count == 59)
        #expect(names.filter { Catalogue.type(named: $0) == nil } == [])
    }
}
