extension FileCheck {
    /// Checks what the nodes of a branch lead to.
    mutating func checkChildren(
        of page: PageBytes,
        _ number: Int,
        in tree: inout TreeCheck,
        level: Int,
        _ bounds: KeyBounds
    ) {
        let count = page.nodeCount
        for index in 0..<count {
            let node = page.node(index)
            let child = Child(
                number: page.child(at: node),
                referencePage: number,
                referenceOffset: node
            )
            let childBounds = KeyBounds(
                lower: index == 0 ? bounds.lower : page.key(index),
                upper: index == count - 1 ? bounds.upper : page.key(index + 1)
            )
            check(child, of: &tree, level: level + 1, bounds: childBounds)
        }
    }

    /// Checks what the nodes of a leaf hold.
    mutating func checkEntries(of page: PageBytes, _ number: Int, in tree: inout TreeCheck) {
        for index in 0..<page.nodeCount {
            tree.entryCount += 1
            let node = page.node(index)
            switch page.nodeKind(of: node) {
            case PageBytes.NodeKind.overflow:
                checkRun(of: node, in: page, number, of: &tree)
            case PageBytes.NodeKind.table:
                addTable(of: index, in: page, number, to: &tree)
            default:
                guard tree.hasIntegerKeys else { continue }
                checkList(
                    in: page,
                    at: page.data(of: node),
                    page.dataByteCount(of: node),
                    of: number,
                    freedBy: page.integer(at: node + PageBytes.nodeHeaderByteCount)
                )
            }
        }
    }

    /// Notes a table whose record is in the table of tables.
    private mutating func addTable(
        of index: Int,
        in page: PageBytes,
        _ number: Int,
        to tree: inout TreeCheck
    ) {
        let node = page.node(index)
        let data = page.data(of: node)
        guard page.dataByteCount(of: node) == TableRecord.byteCount else {
            find("node \(index) is no record of a table", page: number, at: node)
            return
        }
        let record = TableRecord(page, at: data)
        guard record.padding == 0, record.flags == 0 else {
            find("node \(index) is the record of a table of another kind", page: number, at: data)
            return
        }
        let offset = number * pageByteCount + data
        let name = Self.printable(page.key(index))
        tree.tables.append(TreeCheck(.table(named: name), record, recordOffset: offset))
    }

    /// Checks the pages of a value that is too long for its leaf.
    private mutating func checkRun(
        of node: Int,
        in leaf: PageBytes,
        _ number: Int,
        of tree: inout TreeCheck
    ) {
        let header = PageBytes.headerByteCount
        let byteCount = leaf.dataByteCount(of: node)
        let data = leaf.data(of: node)
        let child = Child(
            number: leaf.integer(at: data),
            referencePage: number,
            referenceOffset: data
        )
        guard let first = reach(child), let page = read(header, of: first, for: child) else {
            return
        }
        guard page.flags == PageBytes.Kind.overflow else {
            find("it has flags \(page.flags), and should hold a long value", page: first, at: 10)
            return
        }
        guard page.number == UInt64(first) else {
            find("it says that it is page \(page.number)", page: first)
            return
        }
        let runPageCount = page.runPageCount
        guard runPageCount * pageByteCount >= header + byteCount else {
            find("a value of \(byteCount) bytes is in \(runPageCount) pages", page: first, at: 12)
            return
        }
        let rest = Child(number: child.number + 1, referencePage: first, referenceOffset: 12)
        if runPageCount > 1, reach(rest, pageCount: runPageCount - 1) == nil { return }
        report.usedPageCount += runPageCount
        tree.overflowPageCount += runPageCount
        let start = first * pageByteCount
        let end = start + header + byteCount
        tell?(.unread, start + 8..<start + 10)
        checkValue(at: start + header, byteCount, of: child, in: tree, leaf, node)
        report.slackByteCount += start + runPageCount * pageByteCount - end
        tell?(.unread, end..<start + runPageCount * pageByteCount)
    }

    /// Reads a long value, so that a bad block of the disk is found here and not by a signal.
    private mutating func checkValue(
        at start: Int,
        _ byteCount: Int,
        of child: Child,
        in tree: TreeCheck,
        _ leaf: PageBytes,
        _ node: Int
    ) {
        guard !tree.hasIntegerKeys else {
            let page = start / pageByteCount
            let offset = start % pageByteCount
            guard let list = read(offset + byteCount, of: page, for: child) else { return }
            let id = leaf.integer(at: node + PageBytes.nodeHeaderByteCount)
            checkList(in: list, at: offset, byteCount, of: page, freedBy: id)
            return
        }
        tell?(.content, start..<start + byteCount)
        for offset in stride(from: start, to: start + byteCount, by: Self.partByteCount) {
            let count = min(Self.partByteCount, start + byteCount - offset)
            let page = offset / pageByteCount
            let skipped = offset % pageByteCount
            guard read(skipped + count, of: page, for: child) != nil else { return }
        }
    }

    private static let partByteCount = 1 << 18

    /// Checks a list of the pages that a transaction freed.
    private mutating func checkList(
        in page: PageBytes,
        at start: Int,
        _ byteCount: Int,
        of number: Int,
        freedBy transactionID: UInt64
    ) {
        guard 1...meta.transactionID ~= transactionID else {
            find("pages are freed by transaction \(transactionID)", page: number, at: start)
            return
        }
        guard byteCount >= 8, byteCount.isMultiple(of: 8) else {
            find("a list of free pages has \(byteCount) bytes", page: number, at: start)
            return
        }
        let count = page.integer(at: start)
        guard count <= UInt64(byteCount / 8 - 1) else {
            find("\(count) free pages are listed in \(byteCount) bytes", page: number, at: start)
            return
        }
        var last = UInt64.max
        for index in 0..<Int(count) {
            let offset = start + 8 + index * 8
            let free = page.integer(at: offset)
            guard free < last else {
                find("free page \(free) is listed after \(last)", page: number, at: offset)
                return
            }
            last = free
            let child = Child(number: free, referencePage: number, referenceOffset: offset)
            guard let freePage = reach(child) else { return }
            report.freePageCount += 1
            tellPages(freePage..<freePage + 1)
        }
        let end = number * pageByteCount + start
        tell?(.unread, end + 8 + Int(count) * 8..<end + byteCount)
    }

    /// The name of a table as it may be shown: damage can put anything in its place.
    private static func printable(_ name: ArraySlice<UInt8>) -> String {
        let isPlain = name.allSatisfy { byte in 0x20...0x7E ~= byte }
        return isPlain ? String(decoding: name, as: UTF8.self) : "of \(name.count) bytes"
    }
}
