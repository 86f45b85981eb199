import Testing

@testable import Workstream

@Suite("Suggestions")
struct SuggestionsTests {
    @Test("a name that differs by a slip is found", arguments: ["uplaod", "Upload", "uploa", "uploadd", "uplosd", "pload"])
    func slips(name: String) {
        var suggestions = Suggestions()
        #expect(suggestions.nearest(to: name, among: ["restore", "upload", "unpack"]) == "upload")
    }

    @Test("a name that differs by more, or has next to no letters, is not", arguments: ["unload-all", "db", "", "payload-x", "dev"])
    func others(name: String) {
        var suggestions = Suggestions()
        #expect(suggestions.nearest(to: name, among: ["restore", "upload", "unpack", "da", "", "prod"]) == nil)
    }

    @Test("of several the nearest is taken, and of equally near ones the first")
    func nearest() {
        var suggestions = Suggestions()
        #expect(suggestions.nearest(to: "web-server", among: ["web-serwars", "web-servers", "web-serverx"]) == "web-servers")
    }

    @Test("names beyond the limits are not looked at")
    func limits() {
        var suggestions = Suggestions()
        let others = (0..<Suggestions.candidates).map { "host-\($0)" }
        #expect(suggestions.nearest(to: "uplaod", among: others + ["upload"]) == nil)
        #expect(suggestions.remaining == Suggestions.effort - Suggestions.candidates)
        let long = String(repeating: "x", count: Suggestions.length + 1)
        #expect(suggestions.nearest(to: long, among: [long + "y"]) == nil)
        for _ in 0..<(Suggestions.effort / Suggestions.candidates) { _ = suggestions.nearest(to: "uplaod", among: others) }
        #expect(suggestions.remaining == 0)
        #expect(suggestions.nearest(to: "uplaod", among: ["upload"]) == nil)
    }
}
