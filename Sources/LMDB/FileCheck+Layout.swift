extension FileCheck {
    /// Checks that the nodes of a page fill it from its end to `upper`, each once.
    mutating func checkLayout(
        of page: PageBytes,
        _ number: Int,
        isLeaf: Bool,
        in tree: TreeCheck
    ) -> Bool {
        let (lower, upper) = (page.lower, page.upper)
        let isLegal = lower.isMultiple(of: 2) && upper.isMultiple(of: 2)
        guard isLegal, PageBytes.headerByteCount...upper ~= lower, upper <= pageByteCount else {
            find("its free space is from byte \(lower) to \(upper)", page: number, at: 12)
            return false
        }
        // LMDB tolerates a branch of one child among the free pages, while it balances them.
        let nodeCountMin = isLeaf || tree.hasIntegerKeys ? 1 : 2
        guard page.nodeCount >= nodeCountMin else {
            find(
                "it has \(page.nodeCount) nodes, not \(nodeCountMin) or more",
                page: number,
                at: 12
            )
            return false
        }
        defer { forgetNodes(of: page) }
        for index in 0..<page.nodeCount {
            guard checkNode(index, of: page, number, isLeaf: isLeaf, in: tree) else { return false }
        }
        var (place, nodeCount) = (upper, 0)
        while place < pageByteCount, nodeByteCounts[place / 2] > 0 {
            place += Int(nodeByteCounts[place / 2])
            nodeCount += 1
        }
        guard place == pageByteCount, nodeCount == page.nodeCount else {
            find(
                "its nodes leave a gap or overlap",
                page: number,
                at: min(place, pageByteCount - 1)
            )
            return false
        }
        report.slackByteCount += upper - lower
        tellLayout(of: page, number, isLeaf: isLeaf, in: tree)
        return true
    }

    /// Checks that a node lies within its page, and notes how many bytes it takes.
    private mutating func checkNode(
        _ index: Int,
        of page: PageBytes,
        _ number: Int,
        isLeaf: Bool,
        in tree: TreeCheck
    ) -> Bool {
        let place = PageBytes.headerByteCount + index * 2
        let node = page.node(index)
        let room = pageByteCount - PageBytes.nodeHeaderByteCount
        guard node.isMultiple(of: 2), page.upper <= node, node <= room else {
            find("node \(index) is at byte \(node)", page: number, at: place)
            return false
        }
        let keyByteCount = page.keyByteCount(of: node)
        // The first child of a branch has every key before the second, and needs none.
        let isKeyless = !isLeaf && index == 0 && keyByteCount == 0
        guard isKeyless || tree.keyByteCounts.contains(keyByteCount) else {
            find("node \(index) has a key of \(keyByteCount) bytes", page: number, at: node + 6)
            return false
        }
        var byteCount = PageBytes.nodeHeaderByteCount + keyByteCount
        if isLeaf {
            let kind = page.nodeKind(of: node)
            guard tree.allows(nodeKind: kind) else {
                find("node \(index) has flags \(kind)", page: number, at: node + 4)
                return false
            }
            byteCount += kind == PageBytes.NodeKind.overflow ? 8 : page.dataByteCount(of: node)
        }
        guard byteCount <= pageByteCount - node else {
            find("node \(index) has \(byteCount) bytes", page: number, at: node)
            return false
        }
        guard nodeByteCounts[node / 2] == 0 else {
            find("node \(index) is at the place of another", page: number, at: place)
            return false
        }
        nodeByteCounts[node / 2] = UInt16(byteCount + byteCount & 1)
        return true
    }

    private mutating func forgetNodes(of page: PageBytes) {
        for index in 0..<page.nodeCount {
            let node = page.node(index)
            if node < pageByteCount { nodeByteCounts[node / 2] = 0 }
        }
    }

    private func tellLayout(
        of page: PageBytes,
        _ number: Int,
        isLeaf: Bool,
        in tree: TreeCheck
    ) {
        guard let tell else { return }
        let start = number * pageByteCount
        tell(.unread, start + 8..<start + 10)
        tell(.unread, start + page.lower..<start + page.upper)
        for index in 0..<page.nodeCount {
            let node = page.node(index)
            let key = node + PageBytes.nodeHeaderByteCount
            let keyEnd = key + page.keyByteCount(of: node)
            var end = keyEnd
            if isLeaf {
                tell(.content, start + node..<start + node + 4)
                tell(.content, start + node + 6..<start + key)
                let kind = page.nodeKind(of: node)
                end += kind == PageBytes.NodeKind.overflow ? 8 : page.dataByteCount(of: node)
                let isValue = kind == PageBytes.NodeKind.value && !tree.hasIntegerKeys
                if isValue { tell(.content, start + keyEnd..<start + end) }
            }
            tell(isLeaf || index > 0 ? .content : .unread, start + key..<start + keyEnd)
            if !end.isMultiple(of: 2) { tell(.unread, start + end..<start + end + 1) }
        }
    }

    /// Checks that keys rise, from the first that the page may have to the last.
    mutating func checkOrder(
        of page: PageBytes,
        _ number: Int,
        isLeaf: Bool,
        in tree: TreeCheck,
        _ bounds: KeyBounds
    ) -> Bool {
        let first = isLeaf ? 0 : 1
        var last: ArraySlice<UInt8>?
        for index in first..<page.nodeCount {
            let key = page.key(index)
            let isInOrder: Bool
            if let last {
                isInOrder = tree.isInOrder(last, key)
            } else {
                isInOrder = bounds.lower.map { lower in !tree.isInOrder(key, lower) } ?? true
            }
            guard isInOrder else {
                find("key \(index) comes too late", page: number, at: page.node(index))
                return false
            }
            last = key
        }
        if let last, let upper = bounds.upper, !tree.isInOrder(last, upper) {
            let index = page.nodeCount - 1
            find("key \(index) comes too early", page: number, at: page.node(index))
            return false
        }
        return true
    }
}
