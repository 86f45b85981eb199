import Testing

@Suite("Files are named after what they hold")
struct FileNameTests {
    @Test("a file that declares types bears the name of one of them", arguments: ["Sources", "Plugins"])
    func names(folder: String) throws {
        for file in try SourceTree.files(under: folder) where !file.name.contains("+") {
            // An `Outer.Inner` file extends the outer type.
            let types = file.declarations.filter { $0.isTopLevel || file.name.contains(".") }.map(\.name)
            let own = file.name.split(separator: ".").last.map(String.init) ?? ""
            // A plural, such as `Event.Payloads`, says that it holds several.
            #expect(types.isEmpty || types.contains(own) || own.hasSuffix("s"), "\(file.path) declares \(types)")
        }
    }
}
