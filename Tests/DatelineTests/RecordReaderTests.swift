import Foundation
import TestSupport
import Testing

@testable import DatelineCLI

@Suite struct `Values read from a file` {
    private let folder = TemporaryFolder()

    /// The values of a text, each with the line where it begins.
    private func values(_ text: String) throws -> [String] {
        let path = folder.file(UUID().uuidString)
        try Data(text.utf8).write(to: URL(filePath: path))
        var reader = try RecordReader(path)
        var values: [String] = []
        while let record = try reader.next() {
            let bytes = record.text.map { String(decoding: $0, as: UTF8.self) } ?? "too long"
            values.append("\(record.line) \(bytes)")
        }
        return values
    }

    @Test(arguments: [
        ("a\nb", ["1 a", "2 b"]), ("\n\r\n a \n \t\nb\n", ["3  a ", "5 b"]), ("", []),
        ("{\"a\":1}\n{\n", ["1 {\"a\":1}", "2 {"]), ("{", ["1 {"]),
    ])
    func `stand one a line`(text: String, expected: [String]) throws {
        #expect(try values(text) == expected)
    }

    @Test(arguments: [
        (
            #"["a, ]\"", [1, {"b": "}]"}],7 ,null]"#,
            [#"1 "a, ]\"""#, #"1 [1, {"b": "}]"}]"#, "1 7", "1 null"]
        ),
        ("\n[\n1\n,\n\n{\n}\n]\n", ["3 1", "6 {\n}"]), ("[]", []),
    ])
    func `stand in a list`(text: String, expected: [String]) throws {
        #expect(try values(text) == expected)
    }

    @Test func `stand on as many lines as they like when the first begins so`() throws {
        let text = "\n{ \n\"a\": {\n}}\n\n{\"b\": 1}{\n}"
        #expect(try values(text) == ["2 { \n\"a\": {\n}}", "6 {\"b\": 1}", "6 {\n}"])
    }

    @Test func `are the same wherever the file is cut into pieces`() throws {
        let lines = (0..<3).map { String(repeating: "\($0)", count: 700_001 + $0) }
        let numbered = zip(1..., lines).map { "\($0) \($1)" }
        #expect(try values(lines.joined(separator: "\n")) == numbered)
        let texts = lines.map { "\"\($0)\"" }
        #expect(
            try values("[" + texts.joined(separator: "\n,") + "]")
                == zip(1..., texts).map { "\($0) \($1)" }
        )
    }

    @Test func `that are too long are passed over, and their line is named`() throws {
        let long = String(repeating: "x", count: RecordReader.byteCountMax + (2 << 20))
        #expect(try values("a\n\(long)\nb") == ["1 a", "2 too long", "3 b"])
        #expect(throws: MovingError.self) { try values("[\"\(long)\"]") }
    }
}
