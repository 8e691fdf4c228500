extension EDTFError {
    /// The forms of a date, in one line.
    static let forms =
        "write a date as 2024, 2024-02 or 2024-02-29, an interval as 2023/2024-02,"
        + " one date within a range as [2023..2024]"

    /// What to write instead of a character that is often mistaken for the right one.
    static func advice(on scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "x", "u", "U": return "write an unknown digit as a capital X"
        case "t", "z": return "write T and Z as capitals"
        default: break
        }
        let properties = scalar.properties
        if properties.isWhitespace { return "write the date without spaces" }
        if scalar.isASCII { return nil }
        if properties.numericType == .decimal { return "write digits as 0 to 9" }
        if properties.generalCategory == .dashPunctuation || scalar == "\u{2212}" {
            return "write the plain hyphen - between the parts of a date, / within an interval"
        }
        return nil
    }
}

extension EDTFError.Part {
    /// The name of the number that the part is.
    var noun: String {
        switch self {
        case .zoneHour: "hour of the offset"
        case .zoneMinute: "minute of the offset"
        default: "\(self)"
        }
    }

    /// What is wanted, for "where … is wanted".
    var phrase: String {
        switch self {
        case .year, .month, .day, .hour, .minute, .second, .zoneHour, .zoneMinute:
            "a digit of the \(noun)"
        case .zone: "a time zone or the end"
        case .colon: "\":\""
        case .dots: "\"..\""
        case .slash: "\"/\""
        case .bracket: "\"]\""
        case .end: "the end"
        }
    }

    /// What to write.
    var advice: String {
        switch self {
        case .year: "write a year of four digits, from -9999 to 9999, as in 2024 or 199X"
        case .month:
            "write a month from 01 to 12, a season from 21 to 32, a quarter from 33 to 36,"
                + " a half as 40 or 41"
        case .day: "write a day of the month in two digits, as in 2024-02-29"
        case .hour, .minute, .second, .colon: "write a time in whole seconds, as in T08:30:00"
        case .zone, .zoneHour, .zoneMinute: "write a zone as Z or as in +05:30, up to 14:00"
        case .dots, .bracket: "write a range as [2023..2024], [..2024] or [2023..]"
        case .slash: "write an open start as ../2024, an open end as 2023/.."
        case .end: EDTFError.forms
        }
    }
}

extension EDTFError.Feature {
    /// The name of the form.
    var phrase: String {
        switch self {
        case .list: "a list of dates"
        case .doubtfulPart: "a doubt about a part of a date"
        case .longYear: "a year of more than four digits"
        case .significantDigits: "a number of significant digits"
        case .quadrimester: "a third of a year"
        case .digitAfterX: "a digit behind an X"
        case .time: "a time in this place"
        case .bareRange: "a range without brackets"
        }
    }

    /// What to write instead.
    var advice: String {
        switch self {
        case .list: "write one date within a range as [2023..2024], or a fact for each date"
        case .doubtfulPart: "write ? ~ or % once, at the end of the whole date, as in 2004-06?"
        case .longYear: "write a year of four digits, from -9999 to 9999"
        case .significantDigits: "write X in the places that are not known, as in 19XX"
        case .quadrimester: "write its months as an interval, as in 2024-01/2024-04"
        case .digitAfterX: "write X in the last places only, as in 19XX, 2024-1X or 2024-02-XX"
        case .time: "write a time only behind a single day, as in 2024-02-29T08:30:00"
        case .bareRange: "write [2023..2024] for one date within it, 2023/2024 for all of it"
        }
    }
}
