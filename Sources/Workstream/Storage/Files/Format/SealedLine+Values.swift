/// Lines that hold one value each: heads, leases, checkpoints, messages.
///
/// The value is an object. A field `v` says its version; left out: 1. Fields that a reader does not know are passed over.
extension SealedLine {
    /// The version of the forms that are written, and the newest that is read.
    static let version = 1

    /// The steps in which files that are written in place grow, in bytes: most heads and all leases fit into one.
    private static let step = 1024

    /// A line with the fields of a value, canonical, behind the checksum.
    ///
    /// - Parameter size: Of a line that is written in place, how many bytes the one before has, 0 where there is none: spaces fill it up to as many, so that it
    ///   covers all of that, or to the next step where it has more. `nil`: nothing is filled up.
    /// - Throws: `StorageError` with code `.malformed` for a value that JSON cannot express.
    static func bytes(of value: some Encodable, in run: RunID, over size: Int? = nil) throws(StorageError) -> [UInt8] {
        let object: [UInt8]
        do {
            object = try JSON.bytes(encoding: value)
        } catch {
            throw .malformed("A part of run \"\(run)\" cannot be written as JSON: \(error).", run: run)
        }
        var bytes: [UInt8] = []
        SealedLine(of: run).append(to: &bytes) { bytes in
            bytes.append(contentsOf: object.dropFirst())
            guard let size else { return }
            // The line feed comes behind them.
            let filled = max(size, (bytes.count / step + 1) * step)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: filled - 1 - bytes.count))
        }
        return bytes
    }

    /// Reads the value of a line.
    ///
    /// - Parameter plain: Reads a line whose checksum is right without a value of JSON between; `nil` where it is not in the form that is written most.
    /// - Throws: `StorageError` with code `.damaged` when the line is not what was written, `.newerFormat` when a newer version wrote it.
    static func value<Value: Decodable>(
        _ type: Value.Type = Value.self, of line: UnsafeBufferPointer<UInt8>, at place: FilePlace, in run: RunID,
        plain: (UnsafeBufferPointer<UInt8>) -> Value? = { _ in nil }
    ) throws(StorageError) -> Value {
        do {
            _ = try SealedLine(of: run).checksum(of: line)
        } catch {
            throw .damaged(place, of: run, because: error.description)
        }
        if let value = plain(line) { return value }
        do {
            let object = try JSON(parsing: line, depthLimit: JSON.highestDepthLimit)
            if let newer = object["v"]?.intValue, newer > version {
                throw StorageError.newerFormat(place, of: run, version: newer, newest: version)
            }
            return try object.decode()
        } catch let error as StorageError {
            throw error
        } catch {
            throw .damaged(place, of: run, because: "its checksum is right, but it does not hold what it should", cause: error)
        }
    }

    /// Reads the value of a file that is one line.
    static func value<Value: Decodable>(
        _ type: Value.Type = Value.self, ofFile bytes: [UInt8], named file: String, in run: RunID,
        plain: (UnsafeBufferPointer<UInt8>) -> Value? = { _ in nil }
    ) throws(StorageError) -> Value {
        let place = FilePlace(file: file, record: 1, offset: 0)
        guard bytes.last == UInt8(ascii: "\n") else { throw .damaged(place, of: run, because: "it has no end") }
        return try bytes.withUnsafeBufferPointer { bytes throws(StorageError) in
            try value(of: UnsafeBufferPointer(rebasing: bytes.dropLast()), at: place, in: run, plain: plain)
        }
    }
}
