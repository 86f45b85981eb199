import Foundation
import Testing
import Workstream

@Suite("JSON: canonical forms")
struct CanonicalFormTests {
    @Test(
        "durations are decimal seconds, exact to attoseconds",
        arguments: [
            (.zero, "0s"), (.seconds(3), "3s"), (.milliseconds(1500), "1.5s"), (.milliseconds(-500), "-0.5s"), (.nanoseconds(1), "0.000000001s"),
            (Duration(secondsComponent: 0, attosecondsComponent: -1), "-0.000000000000000001s"), (.seconds(-90), "-90s"),
            (Duration(attoseconds: .max), "170141183460469231731.687303715884105727s"),
            (Duration(attoseconds: .min), "-170141183460469231731.687303715884105728s"),
        ] as [(Duration, String)])
    func durations(duration: Duration, text: String) throws {
        #expect(try JSON(encoding: duration) == .string(text))
        #expect(try JSON.string(text).decode(Duration.self) == duration)
    }

    @Test(
        "what is no duration is refused",
        arguments: [
            "", "s", "1", "-s", ".5s", "1.s", "1.5", "+1s", "1 s", "1.0000000000000000001s", "1e3s", "--1s", "1.-5s",
            "170141183460469231731.687303715884105728s",
            "99999999999999999999999999999999999999999s", "1.2.3s", "١s",
        ])
    func notDurations(text: String) {
        #expect(throws: JSON.DecodingFault.self) { try JSON.string(text).decode(Duration.self) }
    }

    @Test("10,000 random durations come back equal")
    func randomDurations() throws {
        var random = RandomJSON(seed: 8)
        for _ in 0..<10_000 {
            let duration = Duration(attoseconds: random.integer())
            #expect(try JSON(encoding: duration).decode(Duration.self) == duration)
        }
    }

    @Test(
        "dates are RFC 3339 in UTC with the digits that they need",
        arguments: [
            (0, "2001-01-01T00:00:00Z"), (0.25, "2001-01-01T00:00:00.25Z"), (-0.25, "2000-12-31T23:59:59.75Z"), (-1, "2000-12-31T23:59:59Z"),
            (-978_307_200, "1970-01-01T00:00:00Z"), (-978_307_200.5, "1969-12-31T23:59:59.5Z"),
            (785_373_540.123456789, "2025-11-20T23:19:00.1234568Z"),
            (1e-5, "2001-01-01T00:00:00.00001Z"), (-1e-5, "2000-12-31T23:59:59.99999Z"), (-63_113_904_000, "0001-01-01T00:00:00Z"),
            (252_423_993_599, "9999-12-31T23:59:59Z"), (-86_400 * 307.0, "2000-02-29T00:00:00Z"),
        ] as [(Double, String)])
    func dates(interval: Double, text: String) throws {
        let date = Date(timeIntervalSinceReferenceDate: interval)
        #expect(try JSON(encoding: date) == .string(text))
        #expect(try JSON.string(text).decode(Date.self) == date)
    }

    @Test("20,000 random dates come back to the bit, and Foundation reads their calendar alike")
    func randomDates() throws {
        var random = RandomJSON(seed: 9)
        let calendar = {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = TimeZone(secondsFromGMT: 0)!
            return calendar
        }()
        for number in 0..<20_000 {
            let wide = Double(Int64(bitPattern: random.next()) >> 24) / Double(1 << random.below(20))
            let interval =
                number.isMultiple(of: 50) ? Double(bitPattern: random.next() & 0x800F_FFFF_FFFF_FFFF | UInt64(random.below(1024)) << 52) : wide
            guard (-6.2e10...2.5e11).contains(interval) else { continue }
            let date = Date(timeIntervalSinceReferenceDate: interval)
            let text = try #require(try JSON(encoding: date).stringValue)
            #expect(
                try JSON.string(text).decode(Date.self).timeIntervalSinceReferenceDate.bitPattern == (interval == 0 ? 0 : interval.bitPattern),
                "\(interval)")
            // The calendar of Foundation turns Julian before 1582.
            if number.isMultiple(of: 20), interval > -1.3e10 {
                let whole = Date(timeIntervalSinceReferenceDate: interval.rounded(.down))
                let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: whole)
                let digits = text.prefix(19).split { "-T:".contains($0) }.compactMap { Int($0) }
                #expect(digits == [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second].compactMap { $0 }, "\(interval)")
            }
        }
    }

    @Test(
        "any offset and letter case of RFC 3339 is read",
        arguments: [
            ("2026-11-20T23:19:00+01:30", "2026-11-20T21:49:00Z"), ("2026-11-20t23:19:00.500z", "2026-11-20T23:19:00.5Z"),
            ("2026-12-31T23:00:00-02:00", "2027-01-01T01:00:00Z"), ("2024-02-29T00:00:00+00:00", "2024-02-29T00:00:00Z"),
        ])
    func offsets(text: String, canonical: String) throws {
        #expect(try JSON(encoding: JSON.string(text).decode(Date.self)) == .string(canonical))
    }

    @Test(
        "what is no date is refused",
        arguments: [
            "", "2026-11-20", "2026-11-20T23:19:00", "2026-11-20 23:19:00Z", "2026-13-20T23:19:00Z", "2026-02-29T23:19:00Z", "2100-02-29T00:00:00Z",
            "2026-11-20T24:00:00Z",
            "2026-11-20T23:60:00Z", "2026-11-20T23:19:60Z", "2026-11-20T23:19:00.Z", "2026-11-20T23:19:00+0100", "2026-11-20T23:19:00+24:00",
            "0000-01-01T00:00:00Z",
            "2026-11-20T23:19:00Zx", "2O26-11-20T23:19:00Z", "2026-11-00T23:19:00Z", "２026-11-20T23:19:00Z",
        ])
    func notDates(text: String) {
        #expect(throws: JSON.DecodingFault.self) { try JSON.string(text).decode(Date.self) }
    }

    @Test("UUIDs are written in upper case and read in any")
    func uuids() throws {
        let uuid = UUID()
        #expect(try JSON(encoding: uuid) == .string(uuid.uuidString))
        #expect(try JSON.string(uuid.uuidString.lowercased()).decode(UUID.self) == uuid)
    }

    @Test("URLs are their string; one relative to a base keeps both")
    func urls() throws {
        let url = URL(string: "https://example.org/a%20b?c=d#e")!
        #expect(try JSON(encoding: [url]) == ["https://example.org/a%20b?c=d#e"])
        #expect(try JSON.string(url.absoluteString).decode(URL.self) == url)
        let relative = URL(string: "c/d", relativeTo: URL(string: "https://example.org/a/"))!
        #expect(try JSON(encoding: relative) == ["relative": "c/d", "base": "https://example.org/a/"])
        #expect(try JSON(encoding: relative).decode(URL.self) == relative)
        let fault = try #require(throws: JSON.DecodingFault.self) { try JSON(dictionaryLiteral: ("u", "")).decode([String: URL].self) }
        #expect(fault.path.description == "$.u")
    }

    @Test("data is base64 with padding, whatever its length")
    func data() throws {
        var random = RandomJSON(seed: 10)
        for length in 0..<70 {
            let data = Data((0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) })
            #expect(try JSON(encoding: data) == .string(data.base64EncodedString()))
            #expect(try JSON(encoding: ["d": data[...]]).decode([String: Data].self) == ["d": data])
        }
        #expect(try JSON(encoding: Data([1, 2, 3, 4, 5])[2...]) == "AwQF")
    }

    @Test("what is no base64 is refused", arguments: ["A", "AA", "AAA", "A===", "AA=A", "AB==", "AAB=", "AA==AA==", "A A=", "====", "é==="])
    func notBase64(text: String) {
        #expect(throws: JSON.DecodingFault.self) { try JSON.string(text).decode(Data.self) }
    }

    @Test("enumerations with raw values, and those that are keys, are plain")
    func enumerations() throws {
        enum Plain: String, Codable {
            case a
            case b
        }
        #expect(try JSON(encoding: [Plain.a]) == ["a"])
        #expect(try JSON(encoding: [Plain.b: 2, .a: 1]) == ["a", 1, "b", 2])
        #expect(try JSON(encoding: [Plain.b: 2, .a: 1]).decode([Plain: Int].self) == [.b: 2, .a: 1])
        #expect(try JSON(encoding: [Duration.seconds(2): 2, .seconds(1): 1]) == ["1s", 1, "2s", 2])
    }
}
