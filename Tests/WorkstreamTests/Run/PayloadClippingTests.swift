import Testing

@testable import Workstream

@Suite("Payload clipping") struct PayloadClippingTests {
    @Test("S32 a value is kept whole up to its limit and clipped one byte above it")
    func limit() throws {
        let value = JSON.string(String(repeating: "a", count: 98))  // 100 bytes with its quotes
        #expect(Payload(value, limit: 100) == .whole(value.bytes()))
        guard case .clipped(let clipped) = Payload(value, limit: 99) else {
            Issue.record("was not clipped")
            return
        }
        #expect(clipped.length == 100)
        #expect(clipped.beginning == "\"" + String(repeating: "a", count: 48))
        #expect(clipped.end == String(repeating: "a", count: 48) + "\"")
        #expect(clipped.digest == SHA256.hash(value.bytes()).description)
    }

    @Test("S32 a cut never goes through a character's code points", arguments: 0...40)
    func codePoints(limit: Int) {
        let text = String(repeating: "ä€😀x", count: 5)
        guard case .clipped(let clipped) = Payload(.string(text), limit: limit) else {
            Issue.record("was not clipped")
            return
        }
        #expect(clipped.beginning.utf8.count <= limit / 2)
        #expect(clipped.end.utf8.count <= limit / 2)
        #expect("\"\(text)\"".hasPrefix(clipped.beginning))
        #expect("\"\(text)\"".hasSuffix(clipped.end))
    }

    @Test("S32 what was clipped cannot be read, and says why")
    func unreadable() throws {
        let payload = Payload(.string("0123456789"), limit: 4)
        let error = #expect(throws: Payload.Unreadable.self) { try payload.json() }
        #expect(error?.code == .clipped)
        #expect(error?.message.contains("12 bytes") == true)
        #expect(try Payload(.integer(7), limit: 4).json() == .integer(7))
    }

    @Test("what is no JSON is reported and not taken for a value")
    func malformed() {
        let error = #expect(throws: Payload.Unreadable.self) { try Payload.whole(Array("{".utf8)).json() }
        #expect(error?.code == .malformed)
    }
}
