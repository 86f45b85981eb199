import Testing

@Suite("Foundation stays small")
struct FoundationTests {
    /// Well-known names of Foundation besides `Date` and `UUID`, any of which makes a static tool 7 MiB larger or more.
    private static let heavy: Set<String> = [
        "Data", "URL", "FileManager", "FileHandle", "Process", "ProcessInfo", "Bundle", "JSONEncoder", "JSONDecoder", "JSONSerialization",
        "PropertyListEncoder", "DateFormatter", "ISO8601DateFormatter", "NumberFormatter", "Calendar", "DateComponents", "TimeZone", "Locale",
        "Decimal",
        "CharacterSet", "NSRegularExpression", "NSLock", "NSError", "NSNumber", "NSString", "CocoaError", "POSIXError", "LocalizedError", "IndexPath",
        "AttributedString", "Predicate", "Thread", "Timer", "OperationQueue", "NotificationCenter",
    ]

    @Test("Workstream uses Date and UUID of Foundation, from its essentials where there are any, and nothing else")
    func essentials() throws {
        let guarded = ["import", "FoundationEssentials", "#", "else"]
        for file in try SourceTree.files(under: "Sources/Workstream") where file.tokens.contains("Foundation") {
            #expect(file.contains(guarded), "\(file.path) imports Foundation where FoundationEssentials would do")
            for name in Self.heavy.intersection(file.typeNames).sorted() { Issue.record("\(file.path) uses \(name)") }
        }
    }

    @Test(
        "nothing calls what brings the engine of regular expressions into a static tool, a megabyte of it",
        arguments: ["Sources/Workstream", "Plugins/Shell", "Plugins/Files", "Plugins/Wait"])
    func expressions(folder: String) throws {
        let heavy: Set<String> = ["replacing", "firstRange", "ranges", "trimmingPrefix", "wholeMatch", "firstMatch", "prefixMatch", "Regex"]
        for file in try SourceTree.files(under: folder) {
            for name in heavy.intersection(file.tokens) {
                Issue.record("\(file.path) uses \(name): there is replacingText, and containsText for texts")
            }
        }
    }

    @Test("the bundled plugins but HTTP do without Foundation", arguments: ["Shell", "Files", "Wait"])
    func plugins(folder: String) throws {
        let files = try SourceTree.files(under: "Plugins/\(folder)")
        #expect(!files.isEmpty)
        for file in files {
            #expect(!file.tokens.contains("Foundation") && !file.tokens.contains("FoundationEssentials"), "\(file.path) imports Foundation")
        }
    }
}
