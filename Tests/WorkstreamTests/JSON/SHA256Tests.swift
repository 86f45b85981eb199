import Testing
import Workstream

@Suite("SHA256")
struct SHA256Tests {
    @Test(
        "the vectors of FIPS 180-4 come out",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
        ])
    func vectors(text: String, digest: String) {
        #expect(SHA256.hash(text.utf8).description == digest)
    }

    @Test("a million letters come out")
    func million() {
        #expect(
            SHA256.hash(repeatElement(UInt8(ascii: "a"), count: 1_000_000)).description
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test("parts give the digest of the whole, however they are cut")
    func parts() {
        var random = RandomJSON(seed: 4)
        let bytes = (0..<1_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        for length in [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1_000] {
            let whole = SHA256.hash(bytes[..<length])
            for _ in 0..<20 {
                var hash = SHA256()
                var start = 0
                while start < length {
                    let end = min(length, start + random.below(130))
                    hash.update(bytes[start..<end])
                    start = end
                }
                #expect(hash.finalize() == whole)
                #expect(hash.finalize() == whole)
            }
        }
    }

    @Test("a digest comes back from its text and refuses any other")
    func text() throws {
        let digest = SHA256.hash("abc".utf8)
        #expect(Digest(digest.description) == digest)
        #expect(Digest(digest.description.uppercased()) == digest)
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(Digest(bytes: [1, 2]) == nil)
        #expect(Digest("abc") == nil)
        #expect(Digest(digest.description + "0") == nil)
        #expect(Digest(String(digest.description.dropLast()) + "g") == nil)
        #expect(Digest(String(digest.description.dropLast()) + "é") == nil)
        #expect(try JSON(encoding: digest) == .string(digest.description))
        #expect(try JSON.string(digest.description).decode(Digest.self) == digest)
        #expect(throws: JSON.DecodingFault.self) { try JSON.string("abc").decode(Digest.self) }
    }
}
