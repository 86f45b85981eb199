import Testing

@testable import WorkstreamPlugins

@Suite("Paths as texts") struct PathTextTests {
    @Test(
        "a path is taken apart at its slashes, whatever the names between them begin and end with",
        arguments: [
            ("/srv/app", "/srv", "app"), ("/srv/app//", "/srv", "app"), ("app", ".", "app"), ("/app", "/", "app"), ("/", "/", ""),
            ("/srv/\u{301}app", "/srv", "\u{301}app"), ("\u{301}/\u{301}", "\u{301}", "\u{301}"), ("/srv/naïve", "/srv", "naïve"),
            // The system sees bytes, where Swift sees one character: this sign joins with what follows it.
            ("/srv/a\u{600}/", "/srv", "a\u{600}"), ("/srv\u{600}/a/", "/srv\u{600}", "a"),
        ])
    func parts(path: String, parent: String, name: String) {
        #expect(Array(PathText.parent(of: path).unicodeScalars) == Array(parent.unicodeScalars))
        #expect(Array(PathText.name(of: path).unicodeScalars) == Array(name.unicodeScalars))
    }

    @Test(
        "a path begins at the root when its first byte is a slash",
        arguments: [("/srv", true), ("/\u{301}srv", true), ("srv", false), ("./srv", false), ("", false)])
    func absolute(path: String, isAbsolute: Bool) {
        #expect(PathText.isAbsolute(path) == isAbsolute)
    }
}
