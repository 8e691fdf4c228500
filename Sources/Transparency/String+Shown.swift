extension String {
    /// The text for a message: short, and without what would change how the message looks.
    ///
    /// Names and origins come from files that anyone may have written. Control and direction
    /// characters are replaced, and all after the first hundred characters is left out.
    var shown: String {
        var shown = ""
        for (place, scalar) in unicodeScalars.enumerated() {
            guard place < 100 else { return shown + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
                shown += "\u{FFFD}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
