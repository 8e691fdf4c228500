import Foundation
import LMDB
import Testing

@Suite struct `An error` {
    @Test func `says what happened, where, and the way out`() throws {
        let folder = try Folder()
        let path = folder.file("missing.mdb")
        let error = thrown { _ = try Environment(at: path, access: .readWrite) }
        #expect(
            error?.description
                == "could not open an environment: there is no such file [\(path), code 2]. "
                + "Check the path, or create the file."
        )
    }

    @Test func `of an unknown code says what the system calls it`() {
        let error = LMDBError(code: .init(rawValue: EXDEV), operation: "link", path: "/a")
        #expect(error.description.contains(String(cString: strerror(EXDEV))))
    }

    @Test(arguments: -30_799 ... -30_780)
    func `of every code of LMDB has words of its own`(_ rawValue: Int) {
        let code = LMDBError.Code(rawValue: Int32(rawValue))
        let text = LMDBError(code: code, operation: "read", path: "/a").description
        #expect(!text.contains("Unknown error"))
    }

    @Test func `is told from others by its code`() {
        let full = LMDBError(code: .noSpace, operation: "commit", path: "/a")
        #expect(full.code == .noSpace)
        #expect(full.code != .mapFull)
        #expect(full == LMDBError(code: .init(rawValue: ENOSPC), operation: "commit", path: "/a"))
    }
}
