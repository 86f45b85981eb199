import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Tree {
    /// Whether two directories hold the same: names, kinds, permissions, targets of links and contents of files.
    static func holdsSame(_ left: borrowing OpenFile, _ right: borrowing OpenFile) throws -> Bool {
        let names = try FileName.all(in: left)
        guard try names == FileName.all(in: right) else { return false }
        for name in names {
            try Task.checkCancellation()
            guard try isSame(Place(name, in: left), Place(name, in: right)) else { return false }
        }
        return true
    }

    private static func isSame(_ left: Place, _ right: Place) throws -> Bool {
        guard let present = try left.information(), let other = try right.information(), present.kind == other.kind else { return false }
        if present.isSymbolicLink { return try left.target() == right.target() }
        guard present.st_mode & 0o777 == other.st_mode & 0o777 else { return false }
        if present.isDirectory { return try holdsSame(try left.open(isDirectory: true), try right.open(isDirectory: true)) }
        guard present.isRegularFile, present.st_size == other.st_size else { return false }
        return try holdSameBytes(try left.open(), try right.open())
    }

    /// Whether two files hold the same bytes.
    static func holdSameBytes(_ left: borrowing OpenFile, _ right: borrowing OpenFile) throws -> Bool {
        let buffers = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * FileContent.pieceSize, alignment: 16)
        defer { buffers.deallocate() }
        let first = UnsafeMutableRawBufferPointer(rebasing: buffers[..<FileContent.pieceSize])
        let second = UnsafeMutableRawBufferPointer(rebasing: buffers[FileContent.pieceSize...])
        while true {
            try Task.checkCancellation()
            let count = try fill(first, from: left)
            guard try fill(second, from: right) == count else { return false }
            if let one = first.baseAddress, let other = second.baseAddress, memcmp(one, other, count) != 0 { return false }
            if count < first.count { return true }
        }
    }

    // A read may bring less than is there, and the two files must stay in step.
    private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from file: borrowing OpenFile) throws -> Int {
        var count = 0
        while count < buffer.count {
            let more = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            if more == 0 { break }
            count += more
        }
        return count
    }
}
