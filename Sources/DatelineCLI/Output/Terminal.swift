import CTerminal
import Foundation

/// What the place that output goes to can show.
struct Terminal {
    /// How many columns fit in a line; nil when lines are not cut.
    let columns: Int?
    /// Whether text may be styled.
    let hasStyles: Bool

    /// Output that a program reads, or a file.
    static let plain = Terminal(columns: nil, hasStyles: false)

    static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
    static let standardError = Terminal(descriptor: STDERR_FILENO)

    init(columns: Int?, hasStyles: Bool) {
        self.columns = columns
        self.hasStyles = hasStyles
    }

    private init(descriptor: Int32) {
        guard isatty(descriptor) == 1 else {
            self = .plain
            return
        }
        let environment = ProcessInfo.processInfo.environment
        let width = Int(cterminal_columns(descriptor))
        columns = width > 0 ? width : 80
        hasStyles = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// Whether a person is looking.
    var isInteractive: Bool { columns != nil }

    func bold(_ text: String) -> String { styled(text, "1") }

    private func styled(_ text: String, _ code: String) -> String {
        hasStyles ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
