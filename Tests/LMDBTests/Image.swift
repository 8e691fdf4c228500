import Foundation
import LMDB

/// The bytes of a file, to be changed behind LMDB's back.
struct Image {
    var bytes: [UInt8]
    let path: String

    static let pageByteCount = 4_096

    init(of path: String) throws {
        self.path = path
        bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// Puts the bytes in the place of the file's.
    func write() throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    var pageCount: Int { bytes.count / Self.pageByteCount }

    func integer(at offset: Int, byteCount: Int = 8) -> UInt64 {
        bytes[offset..<offset + byteCount].reversed().reduce(0) { value, byte in
            value << 8 | UInt64(byte)
        }
    }

    mutating func set(_ value: UInt64, at offset: Int, byteCount: Int = 8) {
        for index in 0..<byteCount {
            bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
        }
    }

    /// Where in the file the field of a page is.
    func place(_ page: Int, _ offset: Int) -> Int { page * Self.pageByteCount + offset }

    /// The meta page of the newest commit: 0 or 1.
    var newest: Int {
        integer(at: place(0, 144)) > integer(at: place(1, 144)) ? 0 : 1
    }

    /// The root of the tree of free pages of the newest commit.
    var freeRoot: Int { Int(integer(at: place(newest, 80))) }

    /// The root of the table of tables of the newest commit.
    var mainRoot: Int { Int(integer(at: place(newest, 128))) }

    /// The root of the first table of the newest commit.
    var tableRoot: Int { Int(integer(at: tableRecord + 40)) }

    /// The place of the record of the first table of the newest commit.
    var tableRecord: Int {
        let node = place(mainRoot, 0) + Int(integer(at: place(mainRoot, 16), byteCount: 2))
        return node + 8 + Int(integer(at: node + 6, byteCount: 2))
    }

    /// The place of a node of a page.
    func node(_ index: Int, of page: Int) -> Int {
        place(page, Int(integer(at: place(page, 16 + index * 2), byteCount: 2)))
    }

    /// The flags of a page, and what it says that its number is.
    func flags(of page: Int) -> Int { Int(integer(at: place(page, 10), byteCount: 2)) }

    func number(of page: Int) -> Int { Int(integer(at: place(page, 0))) }
}
