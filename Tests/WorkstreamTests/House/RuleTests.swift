import Testing

@Suite("The rules of what a run does are named by tests")
struct RuleTests {
    /// How many rules there are.
    private static let count = 73

    /// The rules that the framework carries out so far.
    private static let carriedOut = Set(
        [
            1...15, 20...35, 40...46, 60...67, 70...70, 72...73,
        ].joined())

    @Test("every rule that is carried out is named by a test")
    func coverage() throws {
        let named = Set(try SourceTree.files(under: "Tests").flatMap { Self.displayNames(in: $0.text) }.flatMap(Self.rules))
        print("Rules named by tests: \(named.count) of \(Self.count)")
        let missing = Self.carriedOut.subtracting(named).sorted().map { "S\($0)" }
        #expect(missing.isEmpty, "No test begins with these rules")
        #expect(named.allSatisfy { (1...Self.count).contains($0) }, "There are no other rules")
    }

    @Test("the rules of a name stand at its beginning")
    func reading() {
        let text = """
            @Test("S21 a") func a() {}
            @Suite( "S4, S5 b \\\\"S6\\\\"", .serialized)
            @Test(
                "S33 S34 c and S35") @Test func d() {} @Test("Sequence S7") @Test(arguments: ["S8"])
            """
        #expect(Self.displayNames(in: text).map(Self.rules) == [[21], [4, 5], [33, 34], []])
    }

    private static func displayNames(in text: String) -> [String] {
        text.matches(of: /@(?:Test|Suite)\(\s*"((?:[^"\\]|\\.)*)"/).map { String($0.output.1) }
    }

    private static func rules(of name: String) -> [Int] {
        let words = name.split(whereSeparator: { $0 == " " || $0 == "," })
        return words.prefix { $0.wholeMatch(of: /S[0-9]+/) != nil }.compactMap { Int($0.dropFirst()) }
    }
}
