/// A line of JSON whose first field is a checksum of all that follows it, and of the run that it belongs to: `{"crc":"8a9136aa",…}`.
///
/// The checksum is CRC-32C over the id of the run, 36 characters in lower case, and then the bytes of the line from behind the comma after the checksum up
/// to the line feed, which does not count. So a line that was torn, changed, or taken from another run is found.
struct SealedLine: Sendable {
    /// How many bytes the first field has, with its brace and its comma.
    static let headLength = 18

    /// Why a line is not what was written.
    enum Fault: Error, Sendable, Hashable {
        /// It does not begin with a checksum.
        case noChecksum
        /// It says this checksum, and has that one.
        case wrongChecksum(says: UInt32, has: UInt32)
    }

    /// The checksum of the id of the run, with which that of every line begins.
    private let beginning: CRC32C

    /// The lines of a run.
    init(of run: RunID) {
        var beginning = CRC32C()
        beginning.update(Array(run.description.utf8))
        self.beginning = beginning
    }

    /// Adds a line.
    ///
    /// - Parameters:
    ///   - bytes: Where the line is added.
    ///   - content: Adds what follows the comma after the checksum, with the last brace.
    /// - Returns: The checksum.
    @discardableResult
    func append<Fault: Error>(to bytes: inout [UInt8], _ content: (inout [UInt8]) throws(Fault) -> Void) throws(Fault) -> UInt32 {
        let start = bytes.count
        bytes.append(#"{"crc":"00000000","#)
        try content(&bytes)
        let checksum = bytes.withUnsafeBytes { self.checksum(of: UnsafeRawBufferPointer(rebasing: $0[(start + Self.headLength)...])) }
        for place in 0..<8 { bytes[start + 8 + place] = ChecksumText.digit(place, of: checksum) }
        bytes.append(UInt8(ascii: "\n"))
        return checksum
    }

    /// The checksum of a line, after it was compared with what the line says.
    ///
    /// - Parameter line: The line without its line feed.
    func checksum(of line: UnsafeBufferPointer<UInt8>) throws(Fault) -> UInt32 {
        var cursor = LineCursor(line)
        guard cursor.skip(#"{"crc":""#), let says = cursor.checksum(), cursor.skip(#"","#) else { throw .noChecksum }
        let has = checksum(of: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(line)[Self.headLength...]))
        guard says == has else { throw .wrongChecksum(says: says, has: has) }
        return has
    }

    /// The checksum of a whole file of the run, which begins with the id of the run like that of a line.
    func checksum(ofFile bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { checksum(of: $0) }
    }

    private func checksum(of content: UnsafeRawBufferPointer) -> UInt32 {
        var checksum = beginning
        checksum.update(content)
        return checksum.value
    }
}

extension SealedLine.Fault: CustomStringConvertible {
    /// The fault as the end of a sentence about the line.
    var description: String {
        switch self {
        case .noChecksum: "it does not begin with a checksum"
        case .wrongChecksum(let says, let has):
            "it says the checksum \(ChecksumText.text(of: says)), but its bytes have \(ChecksumText.text(of: has))"
        }
    }
}
