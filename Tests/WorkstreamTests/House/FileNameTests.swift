import Testing

@Suite("Files are named after what they hold")
struct FileNameTests {
    /// The files with more than one type, or with one of another name, and why.
    private static let exceptions: [String: String] = [
        "Sources/Workstream/Engine/Time/TimerHeap.swift": "A `TimerID` keeps its members from everybody but the heap.",
        "Sources/Workstream/Machine/Input.swift": "What inputs carry is of use to nothing else.",
        "Sources/Workstream/Machine/RunMachine+Deferred.swift": "The rule is a table of four lines for the flow below it.",
    ]

    @Test("a file declares at most one type at its top level, and bears its name", arguments: ["Sources", "Plugins"])
    func names(folder: String) throws {
        for file in try SourceTree.files(under: folder) where Self.exceptions[file.path] == nil {
            // A set, because a type may have a form for each platform.
            let types = Set(file.declarations.filter { $0.isTopLevel && !$0.isMinor }.map(\.name))
            let own = file.name.split(separator: "+").first.map(String.init) ?? ""
            #expect(types.isEmpty || types == [own], "\(file.path)")
        }
    }
}
