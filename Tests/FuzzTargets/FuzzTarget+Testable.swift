// What is reached through `@testable`, which a release build without `-enable-testing` has not.
#if DEBUG || FUZZER
    import ArgumentParser
    @testable import DatelineCLI
    @testable import EventLog
    import ByteCoding
    import Dateline
    import Foundation
    import NewsFacts

    extension FuzzTarget {
        static let testable: [FuzzTarget] = [.arguments, .block, .feed, .record, .row]

        static let arguments = FuzzTarget(
            name: "arguments",
            summary: "arguments, each ended by a zero byte, are parsed or refused in safe words",
            byteCountMax: 1_024,
            seeds: { Seeds.arguments.map { Array($0.joined(separator: "\0").utf8) } },
            finding: { bytes in
                let arguments = bytes.split(separator: 0, omittingEmptySubsequences: false)
                    .map { text(Array($0)) }
                do {
                    _ = try DatelineCommand.parseAsRoot(arguments)
                } catch  where DatelineCommand.exitCode(for: error).isSuccess {
                    return nil
                } catch {
                    return flaw(inMessage: DatelineCommand.fullMessage(for: error).printableLines)
                }
                return nil
            }
        )

        static let record = FuzzTarget(
            name: "record",
            summary:
                "a value that import reads is refused in safe words, or is a fact that JSON keeps",
            byteCountMax: 4_096,
            seeds: { Seeds.records },
            finding: { bytes in
                flaw {
                    let record = RecordReader.Record(line: 1, element: nil, text: bytes)
                    let fact = try IncomingFact(record).fact
                    let again = try? Fact(json: Data(fact.json.utf8))
                    return again == fact ? nil : "its JSON gives another fact"
                }
            }
        )

        static let feed = FuzzTarget(
            name: "feed",
            summary: "a line of GDELT is refused in safe words, or is no fact, or a valid one",
            byteCountMax: 4_096,
            seeds: { Seeds.events },
            finding: { bytes in
                flaw {
                    let event = try GDELTFeed.event(TabbedLine(bytes))
                    guard case .fact(let incoming) = event.reading(by: .standard) else {
                        return nil
                    }
                    do throws(FactError) {
                        _ = try incoming.fact.validated()
                        return nil
                    } catch {
                        return "the catalogue refuses its fact: \(error)"
                    }
                }
            }
        )

        static let row = FuzzTarget(
            name: "row",
            summary: "a row of a table is refused in safe words, or has the cells that it had",
            byteCountMax: 4_096,
            seeds: { Seeds.rows },
            finding: { bytes in
                flaw {
                    let comma = UInt8(ascii: ",")
                    let cells = try RowScan.cells(of: bytes, delimiter: comma)
                    let mark = UInt8(ascii: "\"")
                    let quoted = cells.map { cell in
                        [mark] + cell.utf8.flatMap { $0 == mark ? [mark, mark] : [$0] } + [mark]
                    }.joined(separator: [comma])
                    let again = try RowScan.cells(of: Array(quoted), delimiter: comma)
                    var scan = RowScan(delimiter: comma)
                    let isOne = !quoted.contains { scan.endsRow($0) }
                    let isSame = zip(again, cells).allSatisfy { $0.isSame(as: $1) }
                    return isSame && again.count == cells.count && isOne
                        ? nil : "its cells, quoted, are others"
                }
            }
        )

        static let block = FuzzTarget(
            name: "block",
            summary: "a block of the log is corrupt, or every event of it lies within it",
            byteCountMax: 4_096,
            seeds: { Seeds.blocks },
            finding: { bytes in
                flaw {
                    let block = try Block(first: Position(7), bytes: bytes.span)
                    var byteCount = 0
                    for index in 0..<block.count {
                        byteCount += try block.event(at: index).bytes.count
                    }
                    return byteCount < bytes.count ? nil : "its events have more bytes than it has"
                }
            }
        )
    }
#else
    extension FuzzTarget {
        static let testable: [FuzzTarget] = []
    }
#endif
