/// The checksum CRC-32C (Castagnoli): polynomial 0x1EDC6F41, reflected, begun with ones and inverted at the end, as in RFC 3720.
///
/// It finds every burst of up to 32 wrong bits and misses one of four thousand million other changes. It guards against accidents, not against people.
/// Eight bytes are taken at a time (slicing-by-8, M. Kounavis and F. Berry, "A Systematic Approach to Building High Performance Software-Based CRC
/// Generators").
package struct CRC32C: Sendable, Hashable {
    private var state: UInt32 = .max

    /// The checksum of nothing yet.
    package init() {}

    /// The checksum of all bytes that were added.
    package var value: UInt32 { ~state }

    /// The eight tables, one after the other: the checksum of each byte when so many zero bytes follow it.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            tables[byte] = (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 0 ? rest >> 1 : rest >> 1 ^ 0x82F6_3B78 }
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()

    /// Adds bytes at the end.
    ///
    /// - Complexity: Linear in the number of bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var state = state
        Self.tables.withUnsafeBufferPointer { tables in
            var index = 0
            while index + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ UInt64(state)
                let low = tables[Int(7 << 8 | word & 0xFF)] ^ tables[Int(6 << 8 | word >> 8 & 0xFF)]
                let middle = tables[Int(5 << 8 | word >> 16 & 0xFF)] ^ tables[Int(4 << 8 | word >> 24 & 0xFF)]
                let upper = tables[Int(3 << 8 | word >> 32 & 0xFF)] ^ tables[Int(2 << 8 | word >> 40 & 0xFF)]
                let high = tables[Int(1 << 8 | word >> 48 & 0xFF)] ^ tables[Int(word >> 56)]
                state = low ^ middle ^ upper ^ high
                index += 8
            }
            while index < bytes.count {
                state = state >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: state) ^ bytes[index])]
                index += 1
            }
        }
        self.state = state
    }

    /// Adds bytes at the end.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }
}
