import Testing

@testable import Workstream

@Suite("Paths of siblings")
struct PlanPathsTests {
    @Test(
        "names of siblings become unique in the order of the walk, and a name that is really there is never given away",
        arguments: [
            (["a", "b"], ["a", "b"]),
            (["a", "a", "a"], ["a", "a#2", "a#3"]),
            (["a", "a", "a#2"], ["a", "a#3", "a#2"]),
            (["a#2", "a", "a"], ["a#2", "a", "a#3"]),
            (["a", "a", "a#2", "a#2"], ["a", "a#3", "a#2", "a#2#2"]),
            (["", ""], ["", "#2"]),
            ([], []),
        ])
    func unique(names: [String], components: [String]) {
        #expect(Node.unique(names) == components)
    }

    @Test(
        "a path reads its own text again, whatever its names hold",
        arguments: [["a/b", "c"], ["%2F", "%"], ["\u{301}accent", "x/\u{301}"], ["%25", "a%2F/b"], ["", ""], ["🚀/🚀"]])
    func text(components: [String]) {
        let path = NodePath(components)
        #expect(NodePath("\(path)").components.map { Array($0.unicodeScalars) } == components.map { Array($0.unicodeScalars) })
    }

    @Test("many siblings of few names have paths of their own")
    func many() {
        let names = (0..<5_000).map { ["a", "a#2", "b", "a#2#2"][$0 % 4] }
        let components = Node.unique(names)
        #expect(Set(components).count == 5_000)
        #expect(components[..<8] == ["a", "a#2", "b", "a#2#2", "a#3", "a#2#3", "b#2", "a#2#2#2"])
    }

    @Test("the second group of a kind is called after its kind, and shares the names of its siblings")
    func groups() {
        let plan = Plan(
            name: "p", checks: [Node.Checks(.pre, checks: []), Node.Checks(.pre, checks: [])],
            blocks: [Node.Block(name: "pre-checks", sequences: []), Node.Block(name: "b/c", sequences: [])])
        #expect(plan.nodes.map { "\($0.path)" } == ["(plan)", "pre-checks", "pre-checks#2", "pre-checks#3", "b%2Fc"])
    }
}
