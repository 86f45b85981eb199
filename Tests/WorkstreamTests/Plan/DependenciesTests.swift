import Testing

@testable import Workstream

@Suite("Node.Block.Dependencies")
struct DependenciesTests {
    private static func block(_ sequences: [(name: String, key: String?, after: [String])]) -> Node.Block {
        Node.Block(name: "b", sequences: sequences.map { Node.Sequence(name: $0.name, key: $0.key, after: $0.after, actions: []) })
    }

    @Test("S23 names and keys of sequences become places, each once, and a key comes before a name")
    func resolved() {
        let dependencies = Self.block([("a", "x", []), ("b", nil, ["a", "x"]), ("x", nil, ["b"]), ("c", nil, ["x"])]).dependencies
        #expect(dependencies.predecessors == [[], [0], [1], [0]])
        #expect(dependencies.problems.isEmpty)
    }

    @Test("S23 a block without dependencies costs nothing")
    func none() {
        let dependencies = Self.block([("a", nil, []), ("b", nil, [])]).dependencies
        #expect(dependencies.predecessors.isEmpty)
        #expect(!dependencies.comes(1, after: 0))
    }

    @Test("S23 a dependency through others counts, and one that is not there does not")
    func transitive() {
        let dependencies = Self.block([("a", nil, []), ("b", nil, ["a"]), ("c", nil, ["b"]), ("d", nil, [])]).dependencies
        #expect(dependencies.comes(2, after: 0))
        #expect(dependencies.comes(1, after: 0))
        #expect(!dependencies.comes(0, after: 2))
        #expect(!dependencies.comes(3, after: 0))
    }

    @Test("S23 names that nobody or several have are problems")
    func names() {
        let dependencies = Self.block([("a", nil, []), ("a", nil, []), ("b", nil, ["a", "z"])]).dependencies
        #expect(dependencies.problems == [.ambiguous(sequence: 2, name: "a", candidates: [0, 1]), .unknown(sequence: 2, name: "z")])
    }

    @Test("S23 a cycle is found once, with its members in order; a sequence that waits for itself is one")
    func cycles() {
        let sequences = [("a", ["b"]), ("b", ["c"]), ("c", ["a", "b"]), ("d", ["a"]), ("e", ["e"])]
        let dependencies = Self.block(sequences.map { ($0, nil, $1) }).dependencies
        #expect(dependencies.problems == [.cycle([0, 1, 2]), .cycle([4])])
    }

    @Test("S23 a chain as long as the block needs no deep recursion")
    func chain() {
        let count = 50_000
        let dependencies = Self.block((0..<count).map { ("s\($0)", nil, $0 == count - 1 ? [] : ["s\($0 + 1)"]) }).dependencies
        #expect(dependencies.problems.isEmpty)
        #expect(dependencies.comes(0, after: count - 1))
    }
}
