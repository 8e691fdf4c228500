import Dateline
import NewsFacts
import Transparency

extension Sheet {
    init(proved: ProvedFact) {
        let checkpoint = proved.checkpoint
        let json = JSON.object([
            ("position", .number(Int(clamping: proved.position.rawValue))),
            ("recordedAt", .text(proved.recordedAt.iso8601)), ("id", .text("\(proved.id)")),
            ("origin", .text(checkpoint.origin)),
            ("events", .number(Int(clamping: checkpoint.size))),
            ("fact", .written(proved.fact.json)),
        ])
        self.init(
            heading: "\(proved.position) is among the \(checkpoint.size) events that "
                + "\(checkpoint.origin.printable) signed",
            columns: ["what", "value"],
            rows: [
                ["recorded", proved.recordedAt.iso8601], ["id", "\(proved.id)"],
                ["type", proved.fact.type.name], ["occurred", proved.fact.occurred.edtf],
                ["statement", proved.fact.statement],
                ["source", proved.fact.source?.description ?? ""],
            ],
            json: { _ in json },
            jsonRows: [json]
        )
    }

    init(begins new: Transparency.Checkpoint, with old: Transparency.Checkpoint) {
        let json = JSON.object([
            ("origin", .text(new.origin)), ("from", .number(Int(clamping: old.size))),
            ("to", .number(Int(clamping: new.size))), ("consistent", .bool(true)),
        ])
        self.init(
            heading: "the \(new.size) events that \(new.origin.printable) signed begin with the "
                + "\(old.size) of the earlier checkpoint",
            isBrief: true,
            columns: ["origin", "from", "to", "consistent"],
            rows: [[new.origin, "\(old.size)", "\(new.size)", "yes"]],
            json: { _ in json },
            jsonRows: [json]
        )
    }
}
