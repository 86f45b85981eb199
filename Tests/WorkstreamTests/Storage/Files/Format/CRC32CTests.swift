import Testing

@testable import Workstream

@Suite("CRC32C") struct CRC32CTests {
    /// The SCSI command of RFC 3720, B.4: an iSCSI Read (10).
    private static let command: [UInt8] = {
        var bytes = [UInt8](repeating: 0, count: 48)
        for (place, byte) in [0: 0x01, 1: 0xC0, 16: 0x14, 22: 0x04, 27: 0x14, 31: 0x18, 32: 0x28, 40: 0x02] as [Int: UInt8] { bytes[place] = byte }
        return bytes
    }()

    private static let vectors: [([UInt8], UInt32)] = [
        ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
        ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
        (Array(0...31), 0x46DD_794E),
        (Array((0...31).reversed()), 0x113F_DB5C),
        (command, 0xD996_3A56),
        (Array("123456789".utf8), 0xE306_9283),
        ([], 0),
    ]

    @Test("the examples of RFC 3720, B.4, and the check value of the catalogue of CRCs come out", arguments: vectors)
    func examples(bytes: [UInt8], checksum: UInt32) {
        var crc = CRC32C()
        crc.update(bytes)
        #expect(crc.value == checksum)
    }

    @Test("bytes may be added in pieces of any size")
    func pieces() {
        var random = SeededGenerator(seed: 1)
        let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
        var whole = CRC32C()
        whole.update(bytes)
        for cut in 0...bytes.count {
            var crc = CRC32C()
            crc.update(Array(bytes[..<cut]))
            crc.update(Array(bytes[cut...]))
            #expect(crc == whole)
        }
    }
}
