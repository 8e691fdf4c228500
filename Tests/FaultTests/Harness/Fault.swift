import Foundation
import TestSupport
import Testing

/// What is to go wrong at one step of a child, as `FaultShim.h` has it.
struct Fault: CustomStringConvertible {
    /// What happens at the step.
    enum Action: String {
        case before, after, torn, stop, once, on, short
    }

    let action: Action
    let step: Int
    var error: Int32 = EIO
    var grain = 1

    var description: String {
        switch action {
        case .before, .after, .stop: "\(action.rawValue) step \(step)"
        case .torn: "torn at step \(step), in whole \(grain) bytes"
        case .once, .on, .short: "error \(error) \(action.rawValue) at step \(step)"
        }
    }

    /// What the child's environment says of it.
    var environment: [String: String] {
        [
            "FAULT_ACTION": action.rawValue, "FAULT_STEP": "\(step)", "FAULT_ERROR": "\(error)",
            "FAULT_GRAIN": "\(grain)",
        ]
    }
}

extension Int32 {
    /// What the system calls the error of this number.
    var words: String { String(cString: strerror(self)) }
}

/// The library that counts and spoils the calls of a child.
enum Shim {
    /// Whether the system lets a library stand in for the C library's calls as this one does.
    static let isAvailable: Bool = {
        #if os(Linux)
            true
        #else
            false
        #endif
    }()

    static let reason: Comment = "skipped: the library that spoils calls is for Linux"

    /// What a child's environment says so that calls which concern `folder` are counted.
    static func environment(for folder: String) -> [String: String] {
        guard isAvailable else { return [:] }
        let library = ChildProcess.products.appending(path: "libFaultShim.so")
            .path(percentEncoded: false)
        precondition(FileManager.default.fileExists(atPath: library), "\(library) is not built")
        return ["LD_PRELOAD": library, "FAULT_FOLDER": folder]
    }
}
