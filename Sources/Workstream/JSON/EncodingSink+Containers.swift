/// Members and elements.
extension EncodingSink {
    /// Whether the value with a serial number is the one that may write.
    @inline(__always)
    func isLast(_ serial: Int) -> Bool { last.serial == serial }

    /// Makes the last value a container of a kind; `false` where it is another already.
    func become(_ kind: Kind) -> Bool {
        if last.kind == .undecided {
            last.kind = kind
            if kind == .array { writer.bytes.append(UInt8(ascii: "[")) }
            if kind == .object { writer.bytes.append(UInt8(ascii: "{")) }
        }
        return last.kind == kind
    }

    /// Begins an element of the last value.
    func beginElement() {
        if last.count > 0 { writer.bytes.append(UInt8(ascii: ",")) }
        last.count += 1
    }

    /// Begins a member of the last value, up to behind its colon.
    func beginMember(_ name: String) {
        let end = writer.bytes.count
        let isFirst = members.count == last.firstMember
        if !isFirst {
            members[members.count - 1].end = end
            writer.bytes.append(UInt8(ascii: ","))
        }
        let start = writer.bytes.count
        if !writer.write(name) { last.hasPlainNames = false }
        let member = Member(prefix: prefix(of: start + 1..<writer.bytes.count - 1), start: start, nameEnd: writer.bytes.count - 1)
        if !isFirst, !isBefore(members[members.count - 1], member) { last.isOrdered = false }
        members.append(member)
        writer.bytes.append(UInt8(ascii: ":"))
    }

    /// The first eight bytes of a name as a number that has their order; what is missing to eight counts as zero.
    private func prefix(of name: Range<Int>) -> UInt64 {
        writer.bytes.withUnsafeBytes { bytes in
            if name.count >= 8 { return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: name.lowerBound, as: UInt64.self)) }
            let word = name.reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
            return word << (8 * UInt64(8 - name.count))
        }
    }

    /// Whether a name comes before another by its bytes.
    private func isBefore(_ left: Member, _ right: Member) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return writer.bytes[left.start + 1..<left.nameEnd].lexicographicallyPrecedes(writer.bytes[right.start + 1..<right.nameEnd])
    }

    /// Puts the members of an object in the order of their names.
    func order(_ frame: Frame) {
        var own = members[frame.firstMember...]
        own.sort { isBefore($0, $1) }
        guard frame.hasPlainNames, zip(own, own.dropFirst()).allSatisfy({ isBefore($0, $1) }) else {
            // Of two members of one name the last counts, and equal names may have different bytes: the value of an object knows both rules.
            return rewrite(from: frame.start) { $0 }
        }
        var ordered: [UInt8] = []
        ordered.reserveCapacity(writer.bytes.count - frame.start)
        for member in own {
            ordered.append(ordered.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            ordered.append(contentsOf: writer.bytes[member.start..<member.end])
        }
        ordered.append(UInt8(ascii: "}"))
        writer.bytes.replaceSubrange(frame.start..., with: ordered)
    }

    /// Writes what stands from a place to the end in another way.
    func rewrite(from start: Int, _ change: (JSON) -> JSON) {
        guard let value = try? JSON(parsing: Array(writer.bytes[start...]), depthLimit: JSON.highestDepthLimit) else {
            preconditionFailure("What was encoded cannot be read again.")
        }
        writer.bytes.removeSubrange(start...)
        writer.write(change(value))
    }

    // MARK: Nested containers

    /// The sink of a nested container in a member of the last value, the same one each time.
    func nestedSink(forKey key: any CodingKey) -> EncodingSink {
        let name = key.stringValue
        for old in nested[last.firstNested...] where old.name == name { return old.sink }
        beginMember(name)
        return nestedSink(key, name: name)
    }

    /// The sink of a nested container in the next element of the last value.
    func nestedSinkAtEnd() -> EncodingSink {
        let key = IndexKey(last.count)
        beginElement()
        return nestedSink(key, name: nil)
    }

    private func nestedSink(_ key: any CodingKey, name: String?) -> EncodingSink {
        let sink = EncodingSink(root: root ?? self, path: codingPath + [key])
        sink.open(nil)
        nested.append(Nested(place: writer.bytes.count, name: name, sink: sink))
        writer.append("null")
        return sink
    }

    /// Replaces what stands for nested containers by what was written to them.
    func putNestedInPlace(_ frame: Frame) {
        for late in nested[frame.firstNested...].reversed() {
            let bytes = late.sink.finish()
            writer.bytes.replaceSubrange(late.place..<late.place + 4, with: bytes)
            for index in members.indices[frame.firstMember...] {
                if members[index].start > late.place {
                    members[index].start += bytes.count - 4
                    members[index].nameEnd += bytes.count - 4
                }
                if members[index].end > late.place { members[index].end += bytes.count - 4 }
            }
        }
    }
}
