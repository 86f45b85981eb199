#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes examples of decodable types out of random leaves.
///
/// A type is decoded by a decoder that invents whatever it is asked for. What a nested type refuses is tried again with other tastes, innermost type first, so
/// one field that checks its value does not spoil the others.
final class Sampler {
    /// Past this depth optionals are empty and lists have no elements, so that recursive types end.
    static let depthOfContents = 8
    /// Past this depth nothing is made: the type contains itself without an end.
    static let depthLimit = 64

    private var random: SeededGenerator
    private var refused: [ObjectIdentifier: SamplingError] = [:]
    private var liked: [ObjectIdentifier: Taste] = [:]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// An example; the same for the same seed.
    ///
    /// - Throws: `SamplingError` when the type, or one inside it, refuses every random value.
    static func sample<T: Decodable>(_ type: T.Type, seed: UInt64) throws -> T {
        try Sampler(seed: seed).value(type, taste: .plain, depth: 0, path: [])
    }

    /// An example of a type that stands inside another one.
    func value<T: Decodable>(_ type: T.Type, taste: Taste, depth: Int, path: [any CodingKey]) throws -> T {
        if let special: Any = special(type, taste: taste), let value = special as? T { return value }
        let identifier = ObjectIdentifier(type)
        if let error = refused[identifier] { throw error }
        guard depth < Self.depthLimit else {
            throw SamplingError(type: "\(type)", path: text(path), reason: "it contains itself more than \(Self.depthLimit) times.")
        }
        let first = CanonicalForm.of(type) == .url ? Taste.url : liked[identifier] ?? taste
        do {
            return try type.init(from: SamplingDecoder(sampler: self, taste: first, depth: depth + 1, codingPath: path))
        } catch {
            return try offered(type, depth: depth, path: path, after: error)
        }
    }

    private func offered<T: Decodable>(_ type: T.Type, depth: Int, path: [any CodingKey], after error: any Error) throws -> T {
        var last = error
        for taste in Taste.offered {
            do {
                let value = try type.init(from: SamplingDecoder(sampler: self, taste: taste, depth: depth + 1, codingPath: path))
                liked[ObjectIdentifier(type)] = taste
                return value
            } catch {
                last = error
            }
        }
        // The innermost refusal says most; what stands around it fails only for its sake.
        let refusal = last as? SamplingError ?? SamplingError(type: "\(type)", path: text(path), reason: "\(last).")
        refused[ObjectIdentifier(type)] = refusal
        throw refusal
    }

    private func text(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }

    // MARK: Types that are made without a decoder

    private func special<T>(_ type: T.Type, taste: Taste) -> Any? {
        if let type = type as? any Sampleable.Type { return type.sample(&random) }
        if let type = type as? any CaseIterable.Type { return oneCase(type) }
        switch CanonicalForm.of(type) {
        case .json: return JSON.string(text(.plain))
        case .duration: return Duration.milliseconds(1 + random.next(below: 1_000_000))
        case .date: return Date(timeIntervalSince1970: Double(1_000_000_000 + random.next(below: 1_000_000_000)))
        case .uuid: return uuid()
        case .url, .data, .set, .pairs, .plain: break
        }
        // The standard library's leaves take over the taste of the type around them, also when they are elements of a list.
        if type == String.self { return text(taste) }
        if type == Bool.self { return bool() }
        if type == Double.self { return double(taste) }
        if type == Float.self { return Float(double(taste)) }
        if let type = type as? any FixedWidthInteger.Type { return anyInteger(type, taste) }
        return nil
    }

    private func oneCase<C: CaseIterable>(_ type: C.Type) -> Any? {
        let cases = Array(type.allCases)
        return cases.isEmpty ? nil : cases[random.next(below: cases.count)]
    }

    private func anyInteger<I: FixedWidthInteger>(_ type: I.Type, _ taste: Taste) -> Any { integer(type, taste) }
}

// MARK: Leaves

extension Sampler {
    /// A truth value.
    func bool() -> Bool { random.next(below: 2) == 0 }

    /// Whether an optional member is there.
    func isPresent(_ taste: Taste, depth: Int) -> Bool {
        guard depth <= Self.depthOfContents else { return false }
        return switch taste.presence {
        case .always: true
        case .never: false
        case .mostly: random.next(below: 4) > 0
        }
    }

    /// How many elements a list has.
    func count(_ taste: Taste, depth: Int) -> Int {
        guard depth <= Self.depthOfContents, taste.presence != .never else { return 0 }
        return 1 + random.next(below: 3)
    }

    /// A whole number that the type can hold.
    func integer<I: FixedWidthInteger>(_ type: I.Type, _ taste: Taste) -> I {
        let kind = taste.number ?? Taste.Number.allCases[random.next(below: Taste.Number.allCases.count)]
        let number: Int =
            switch kind {
            case .any: random.next(below: 1 << 30)
            case .small: 1 + random.next(below: 100)
            case .tiny: random.next(below: 4)
            case .negative: -1 - random.next(below: 100)
            }
        return I(exactly: number) ?? I(truncatingIfNeeded: number)
    }

    /// A number with a fraction; never infinite.
    func double(_ taste: Taste) -> Double {
        let kind = taste.number ?? Taste.Number.allCases[random.next(below: Taste.Number.allCases.count)]
        let fraction = random.nextFraction()
        return switch kind {
        case .any: fraction * 1_000_000
        case .small: fraction * 100
        case .tiny: fraction
        case .negative: -fraction * 100
        }
    }

    /// A text.
    func text(_ taste: Taste) -> String {
        let kind = taste.text ?? Taste.Text.allCases[random.next(below: Taste.Text.allCases.count)]
        return switch kind {
        case .word: word(10)
        case .uuid: uuid().uuidString
        case .date: "20\(10 + random.next(below: 90))-0\(1 + random.next(below: 9))-\(10 + random.next(below: 18))T1\(random.next(below: 10)):00:00Z"
        case .url: "https://\(word(8)).example/\(word(8))"
        case .digits: "\(1 + random.next(below: 60_000))"
        case .version: "\(random.next(below: 20)).\(random.next(below: 20)).\(random.next(below: 1_000))"
        case .address: "10.\(random.next(below: 256)).\(random.next(below: 256)).\(1 + random.next(below: 254))"
        case .host: "\(word(8)).example"
        case .path: "/srv/\(word(8))"
        case .mail: "\(word(8))@\(word(6)).example"
        case .hexadecimal: String((1 << 62) | UInt64(random.next(below: 1 << 60)), radix: 16)
        case .duration: "\(1 + random.next(below: 10_000))s"
        case .base64: Base64.text(of: Array(word(9).utf8))
        case .letter: word(1)
        case .empty: ""
        }
    }

    private func word(_ length: Int) -> String {
        String(decoding: (0..<length).map { _ in UInt8(ascii: "a") + UInt8(random.next(below: 26)) }, as: UTF8.self)
    }

    private func uuid() -> UUID {
        var bytes = (0..<16).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        // Version 4, variant 1 of RFC 9562, as a reader may check.
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
