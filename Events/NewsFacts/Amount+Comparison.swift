extension Amount {
    /// Whether the two cannot both be true of one quantity, as far as their numbers say.
    ///
    /// Bounds contradict only where they exclude each other: "up to 5" and "more than 3" can both
    /// be true, "up to 5" and "more than 7" cannot. What has no number, is only near its number, or
    /// is in another unit contradicts nothing.
    public func contradicts(_ other: Amount) -> Bool {
        guard let value, let number = other.value, unit == other.unit else { return false }
        return switch (bound, other.bound) {
        case (.about, _), (_, .about): false
        case (.atLeast, .atLeast), (.atMost, .atMost): false
        case (.atLeast, _), (_, .atMost): number < value
        case (.atMost, _), (_, .atLeast): number > value
        default: value != number
        }
    }

    /// Whether a quantity of the same unit is certainly larger than the other, as far as their
    /// numbers say.
    ///
    /// What is only near its number counts as that number.
    public func exceeds(_ other: Amount) -> Bool {
        guard let value, let limit = other.value, unit == other.unit else { return false }
        return value > limit && other.bound != .atLeast && bound != .atMost
    }
}
