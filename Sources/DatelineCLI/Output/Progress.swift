import Foundation

/// Tells how far long work has come: a bar on a terminal, a line now and then elsewhere.
final class Progress {
    private let task: String
    private let unit: String
    private let terminal: Terminal
    private let start = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?

    init(_ task: String, of unit: String = "facts", terminal: Terminal = .standardError) {
        self.task = task
        self.unit = unit
        self.terminal = terminal
    }

    func show(_ done: Int, of total: Int) {
        let now = ContinuousClock.now
        let interval = terminal.isInteractive ? Duration.milliseconds(100) : .seconds(5)
        let isDone = done >= total
        if let lastShown, now - lastShown < interval, !isDone { return }
        if lastShown == nil, now - start < .milliseconds(500) { return }
        lastShown = now
        let elapsed = (now - start) / .seconds(1)
        let rate = elapsed > 0 ? Double(done) / elapsed : 0
        let left = rate > 0 ? Double(total - done) / rate : 0
        let figures =
            "\(done) of \(total) \(unit), \(Int(rate)) a second"
            + (isDone ? "" : ", \(Int(left.rounded(.up))) s left")
        if terminal.isInteractive {
            let filled = total > 0 ? 20 * done / total : 20
            let bar =
                String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
            write("\r\u{1B}[K\(task) \(bar) \(figures)" + (isDone ? "\n" : ""))
        } else {
            write("\(task): \(figures)\n")
        }
    }

    /// The same, where nobody knows how much there is in all.
    func show(_ done: Int) { show(done, read: 0, of: nil) }

    /// The same, where nobody knows how many there are in all, but perhaps of how many bytes.
    func show(_ done: Int, read: Int, of byteCount: Int?) {
        let now = ContinuousClock.now
        let interval = terminal.isInteractive ? Duration.milliseconds(100) : .seconds(5)
        guard now - (lastShown ?? start) >= interval, now - start >= .milliseconds(500) else {
            return
        }
        lastShown = now
        let elapsed = (now - start) / .seconds(1)
        var figures = "\(done) \(unit), \(Int(Double(done) / elapsed)) a second"
        if let byteCount, byteCount > 0, read > 0 {
            let share = min(1, Double(read) / Double(byteCount))
            let left = elapsed / share - elapsed
            figures += ", \(Int(100 * share)) %, \(Int(left.rounded(.up))) s left"
        }
        write(terminal.isInteractive ? "\r\u{1B}[K\(task) \(figures)" : "\(task): \(figures)\n")
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
