import Foundation

/// How much the randomised tests do.
public enum Rounds {
    /// So many rounds, times what `DATELINE_TEST_ROUNDS` says.
    public static func count(_ usual: Int) -> Int { usual * factor }

    /// Whether tests that can choose leave nothing out.
    public static var areMany: Bool { factor > 1 }

    private static let factor =
        ProcessInfo.processInfo.environment["DATELINE_TEST_ROUNDS"].flatMap(Int.init) ?? 1
}
