import Testing

@testable import Workstream

@Suite("Searching texts by bytes") struct TextSearchTests {
    @Test(
        "each occurrence is replaced, from the beginning on, and nothing else",
        arguments: [
            ("", "a", "b", ""), ("aaa", "a", "aa", "aaaaaa"), ("aaa", "aa", "b", "ba"), ("abc", "d", "x", "abc"), ("a%b", "%", "%25", "a%25b"),
            ("naïve/é", "/", "%2F", "naïve%2Fé"), ("a/\u{301}b", "/", "-", "a-\u{301}b"), ("\0x\0", "\0", "\\0", "\\0x\\0"), ("abc", "", "x", "abc"),
            ("abc", "abc", "", ""),
        ])
    func replacing(text: String, part: String, other: String, result: String) {
        #expect(Array(text.replacingText(part, with: other).unicodeScalars) == Array(result.unicodeScalars))
    }

    @Test(
        "a text contains its parts",
        arguments: [("<computed 0x1>", "<computed", true), ("abc", "c", true), ("abc", "d", false), ("abc", "", false), ("", "a", false)])
    func containing(text: String, part: String, does: Bool) {
        #expect(text.containsText(part) == does)
    }
}
