import Testing

@Suite("Arrows between the rooms of Workstream")
struct ArrowTests {
    private static let folder = "Sources/Workstream"

    /// What the types of a room may use besides those of their own room and of `Base`.
    private static let arrows: [String: Set<String>] = [
        "Base": [],
        "JSON": [],
        "Plan": ["JSON"],
        "Plugins": ["JSON", "Plan"],
        "Building": ["JSON", "Plan", "Plugins"],
        "Validation": ["JSON", "Plan", "Plugins"],
        "Run": ["JSON", "Plan", "Plugins"],
        "Machine": ["JSON", "Plan", "Run"],
        "Storage": ["JSON", "Plan", "Run"],
        "Engine": ["JSON", "Plan", "Plugins", "Validation", "Run", "Machine", "Storage"],
    ]

    @Test("arrows point one way: a room uses the types of those that it may use, and of no other")
    func arrows() throws {
        let files = try SourceTree.files(under: Self.folder)
        let owners = Dictionary(
            files.flatMap { file in
                file.declarations.filter(\.isTopLevel).map { ($0.name, file.room(in: Self.folder)) }
            }, uniquingKeysWith: { first, _ in first })
        let nested = Dictionary(grouping: files) { $0.room(in: Self.folder) }.mapValues { files in
            Set(files.flatMap(\.declarations).filter { !$0.isTopLevel }.map(\.name))
        }
        for file in files {
            let room = file.room(in: Self.folder)
            let allowed = try #require(Self.arrows[room], "\(file.path) lies in no known room").union([room, "Base"])
            // A nested type hides a top-level one of the same name, where it can be seen.
            let hidden = allowed.reduce(into: Set<String>()) { $0.formUnion(nested[$1] ?? []) }
            for name in file.typeNames.subtracting(hidden).sorted() {
                guard let owner = owners[name], !allowed.contains(owner) else { continue }
                Issue.record("\(file.path) uses \(name) of \(owner)/, but \(room)/ may not use that room")
            }
        }
    }

    @Test("the check of arrows sees a use through comments, strings, generic parameters and members of that name")
    func sight() {
        let file = SourceFile(
            path: "Sources/Workstream/Plan/Sample.swift",
            text: """
                /* Engine /* Run */ */
                struct Sample<Failure: Error> { // Storage
                    struct Inner {}
                    let text = "Lease \\(Owner.name) \\"Batch\\"", raw = #"Cursor \\(Page) \\#(Message())"#
                    func use<Output>(_ value: Output) -> Failure { .Event }
                }
                """)
        #expect(file.declarations == [.init(name: "Sample", isTopLevel: true), .init(name: "Inner", isTopLevel: false)])
        #expect(file.typeNames == ["Sample", "Error", "Inner", "Owner", "Message"])
        #expect(file.room(in: Self.folder) == "Plan" && file.name == "Sample")
        #expect(file.contains([".", "Event"]) && !file.contains(["Lease"]))
    }
}
