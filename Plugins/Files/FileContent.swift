import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads files piece by piece.
enum FileContent {
    /// How much is read at a time: large enough that system calls cost nothing, small enough that cancellation is obeyed soon.
    static let pieceSize = 262_144

    /// Hands over the rest of an open file, piece by piece.
    ///
    /// - Throws: What `take` throws, `CancellationError` between two pieces, and `PluginError` when the file cannot be read.
    static func forEachPiece(of file: borrowing OpenFile, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            try Task.checkCancellation()
            let count = try file.read(into: buffer)
            if count == 0 { return }
            try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// The whole content of a small file.
    ///
    /// - Throws: `PluginError` when it cannot be read, or is larger than the limit.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        var content: [UInt8] = []
        try forEachPiece(of: try OpenFile(reading: path)) { piece in
            content.append(contentsOf: piece)
            guard content.count <= limit else {
                throw PluginError(
                    .failed, "\"\(path)\" is larger than the \(limit) bytes that are expected there. Look what it is.", isPermanent: true)
            }
        }
        return content
    }

    /// Whether a file holds exactly these bytes.
    static func isEqual(_ path: String, to bytes: [UInt8]) throws -> Bool {
        let file = try OpenFile(reading: path)
        guard try file.information().st_size == bytes.count else { return false }
        var position = 0
        var isEqual = true
        try forEachPiece(of: file) { piece in
            // The file may have grown since it was measured.
            isEqual = isEqual && piece.count <= bytes.count - position && bytes[position..<(position + piece.count)].elementsEqual(piece)
            position += piece.count
        }
        return isEqual && position == bytes.count
    }
}
