extension FileCheck {
    /// Checks a tree from its root, and what was counted against its record.
    mutating func check(_ tree: inout TreeCheck) {
        let page = tree.recordOffset / pageByteCount
        let offset = tree.recordOffset % pageByteCount
        if let problem = tree.record.problem(pageCount: pageCount) {
            find(
                "the record of \(tree.name): \(problem.clause)",
                page: page,
                at: offset + problem.offset
            )
            return
        }
        guard !tree.record.isEmpty else { return }
        let findingCount = report.findingCount
        let root = Child(
            number: tree.record.root,
            referencePage: page,
            referenceOffset: offset + 40
        )
        check(root, of: &tree, level: 1, bounds: KeyBounds())
        // Below a finding nothing was counted.
        guard report.findingCount == findingCount else { return }
        let counts: [(Int, UInt64, Int, String)] = [
            (8, tree.record.branchPageCount, tree.branchPageCount, "branch pages"),
            (16, tree.record.leafPageCount, tree.leafPageCount, "leaves"),
            (24, tree.record.overflowPageCount, tree.overflowPageCount, "overflow pages"),
            (32, tree.record.entryCount, tree.entryCount, "entries"),
        ]
        for (field, recorded, counted, what) in counts where recorded != UInt64(counted) {
            find(
                "the record of \(tree.name) counts \(recorded) \(what), and there are \(counted)",
                page: page,
                at: offset + field
            )
        }
    }

    /// A page that another, or a record, leads to.
    struct Child {
        let number: UInt64
        let referencePage: Int
        let referenceOffset: Int
    }

    /// What the keys of a page must not be before, and must be before.
    struct KeyBounds {
        var lower: ArraySlice<UInt8>?
        var upper: ArraySlice<UInt8>?
    }

    /// Takes the pages from `number` on as reached.
    ///
    /// - Returns: The first, or `nil` when they cannot be what the reference says, which is noted.
    mutating func reach(_ child: Child, pageCount count: Int = 1) -> Int? {
        let (page, offset) = (child.referencePage, child.referenceOffset)
        guard child.number >= 2, child.number < UInt64(pageCount) else {
            find("it leads to page \(child.number) of \(pageCount)", page: page, at: offset)
            return nil
        }
        let first = Int(child.number)
        guard count <= pageCount - first else {
            find(
                "\(count) pages from page \(first) on are more than there are",
                page: page,
                at: offset
            )
            return nil
        }
        for number in first..<first + count {
            guard !reached.contains(number) else {
                find(
                    "it leads to page \(number), which is in use or free elsewhere",
                    page: page,
                    at: offset
                )
                return nil
            }
            reached.insert(number)
        }
        return first
    }

    /// Reads bytes from the beginning of a page; what prevents it is noted.
    mutating func read(_ byteCount: Int, of page: Int, for child: Child) -> PageBytes? {
        do throws(DataFile.Failure) {
            return try file.read(byteCount, at: page * pageByteCount)
        } catch {
            switch error {
            case .pastEnd:
                find(
                    "it leads to page \(page), past the end of the file",
                    page: child.referencePage,
                    at: child.referenceOffset
                )
            case .refused(let code):
                let reason = "\(code.hint.problem) [code \(code.rawValue)]"
                find("it cannot be read: \(reason)", page: page)
            }
        }
        return nil
    }

    /// Checks a page and all below it.
    mutating func check(
        _ child: Child,
        of tree: inout TreeCheck,
        level: Int,
        bounds: KeyBounds
    ) {
        guard let number = reach(child), let page = read(pageByteCount, of: number, for: child)
        else { return }
        report.usedPageCount += 1
        let isLeaf = level == tree.record.depth
        let kind = isLeaf ? PageBytes.Kind.leaf : PageBytes.Kind.branch
        guard page.flags == kind else {
            let wanted = isLeaf ? "leaf" : "branch page"
            find(
                "it has flags \(page.flags), and should be a \(wanted) of \(tree.name)",
                page: number,
                at: 10
            )
            return
        }
        guard page.number == UInt64(number) else {
            find("it says that it is page \(page.number)", page: number)
            return
        }
        guard checkLayout(of: page, number, isLeaf: isLeaf, in: tree) else { return }
        guard checkOrder(of: page, number, isLeaf: isLeaf, in: tree, bounds) else { return }
        if isLeaf {
            tree.leafPageCount += 1
            checkEntries(of: page, number, in: &tree)
        } else {
            tree.branchPageCount += 1
            checkChildren(of: page, number, in: &tree, level: level, bounds)
        }
    }
}
