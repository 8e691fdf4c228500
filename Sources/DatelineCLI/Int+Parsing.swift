import ArgumentParser
import NewsFacts

extension Int {
    /// Reads a whole number that is not below a bound; another is wrong usage.
    static func parsing(atLeast least: Int) -> @Sendable (String) throws -> Int {
        { text in
            guard let number = Int(text), number >= least else {
                throw ValidationError(
                    "\(text.printable) is no whole number of \(least) or more"
                )
            }
            return number
        }
    }
}
