import ArgumentParser
import Foundation
import NewsFacts

struct ImportGDELT: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gdelt",
        abstract: "Append events of GDELT, as facts of the catalogue.",
        discussion: """
            The file is an export of GDELT 1.0 (57 or 58 columns) or 2.0 (61 columns); its mentions \
            are no events. The day of an event is SQLDATE, and its source was published on the day of \
            DATEADDED. The external id is `gdelt:` and the GLOBALEVENTID.

            A table gives each CAMEO code its type of fact; the code stays on the fact. Events whose \
            code has no type, or that do not name whom the type needs, are counted and told.
            """
    )

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @OptionGroup var options: ImportOptions

    func run() throws {
        try options.run {
            try GDELTFeed(file)
        } sheet: { tally, _ in
            Sheet(events: tally)
        }
    }
}

struct ImportICEWS: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "icews",
        abstract: "Append events of ICEWS, as facts of the catalogue.",
        discussion: """
            The file is one of the Dataverse, with the names of its columns in the first line; or it \
            holds subject, relation, object and date, divided by tabs, as ICEWS14 and ICEWS05-15 go \
            round in research, with the relation in the words of CAMEO.

            Where these are numbers, `entity2id.txt` and `relation2id.txt` beside the file explain \
            them, and --start and --units say what a time that is a number means.

            The external id is `icews:` and the Event ID. Where a file gives none it is made of the \
            four parts: a line that stands twice tells two events, which the report counts, and the \
            same line in another file tells the same.
            """
    )

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @OptionGroup var options: ImportOptions

    @Option(
        help: ArgumentHelp("The day that is time 0, such as 2014-01-01.", valueName: "date"),
        transform: { text in
            guard let date = try? EDTF(text), date.lo == date.hi else {
                throw ValidationError("\(text.printable) is no day such as 2014-01-01")
            }
            return date.lo
        }
    )
    var start: Day?

    /// What a number counts that stands for a time.
    enum Units: String, CaseIterable, ExpressibleByArgument { case days, hours }

    @Option(help: "What the numbers count that stand for times.")
    var units = Units.days

    @Option(
        help: ArgumentHelp(
            "The folder of entity2id.txt and relation2id.txt; without it that of the file.",
            valueName: "folder"
        )
    )
    var ids: String?

    func run() throws {
        let reader = try RecordReader(file, content: .lines)
        var ahead = reader
        let first = try ahead.next()
        if let first, let feed = try ICEWSFeed(ahead, header: first) {
            return try options.run {
                feed
            } sheet: { tally, _ in
                Sheet(events: tally)
            }
        }
        let isNumbers = first.map(QuadrupleFeed.Names.areNeeded) ?? false
        let feed = QuadrupleFeed(
            ahead,
            first: first,
            names: isNumbers ? try names() : nil,
            calendar: QuadrupleFeed.Calendar(start: start, unitsPerDay: units == .days ? 1 : 24)
        )
        try options.run {
            feed
        } sheet: { tally, feed in
            Sheet(events: tally, repeatedCount: feed.repeatedCount)
        }
    }

    private func names() throws -> QuadrupleFeed.Names {
        guard file != "-" || ids != nil else {
            throw ValidationError(
                "Standard input has numbers for names; say with --ids in which folder "
                    + "entity2id.txt and relation2id.txt are."
            )
        }
        let beside = URL(filePath: file).deletingLastPathComponent()
        return try QuadrupleFeed.Names(
            in: ids.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? beside
        )
    }
}

struct ImportTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv",
        abstract: "Append facts from the rows of a table.",
        discussion: """
            The mapping is a file of JSON that gives a template for each part of a fact, with the \
            cells of a row in it: {Name} by the name of a column, {3} by its number where the table \
            has no names, {Name|slug} as an identifier. A part of which a cell is blank is left out.

            {
              "delimiter": ";", "header": true,
              "values": {"Kind": {"filed": "LawsuitFiled", "closed": "CaseClosed"}},
              "type": "{Kind}", "subject": "lawsuit/{Number|slug}", "occurred": "{Date}",
              "statement": "…", "modality": "asserted", "attributedTo": "…",
              "externalID": "court:{Number}",
              "participants": [{"role": "plaintiff", "name": "{Plaintiff}",
                                "entity": "{Plaintiff|slug}"}],
              "attributes": {"caseNumber": "{Number}"},
              "amounts": [{"literal": "{Sum}", "value": "{Sum}", "unit": "USD",
                           "bound": "exact"}],
              "source": {"document": "{URL}", "published": "{Seen}", "language": "en",
                         "quote": "…"},
              "codes": [{"scheme": "CAMEO", "version": "1.1b3", "code": "{Code}"}]
            }

            Only type and subject are needed. Without an entity, a participant goes by the slug of the \
            name. Dates are EDTF. Without an externalID, two rows that say the same are one fact. Cells \
            may be quoted, and quoted ones go over several lines (RFC 4180).
            """
    )

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @Option(help: ArgumentHelp("The file that says which column is what.", valueName: "file"))
    var mapping: String

    @OptionGroup var options: ImportOptions

    func run() throws {
        let mapping = try CSVMapping(mapping)
        try options.run {
            try CSVFeed(file, mapping: mapping)
        } sheet: { tally, _ in
            Sheet(events: tally)
        }
    }
}
