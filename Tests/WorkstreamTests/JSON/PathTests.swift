import Foundation
import Testing
import Workstream

@Suite("JSON.Path")
struct PathTests {
    @Test(
        "the text form comes back as the same path",
        arguments: [
            ("$", []), ("$.a", [.key("a")]), ("$.a.b[0]", [.key("a"), .key("b"), .index(0)]), ("$[\"odd key\"]", [.key("odd key")]),
            ("$[12][\"\"].x", [.index(12), .key(""), .key("x")]), (#"$["a\"]\\"]"#, [.key("a\"]\\")]), ("$.web-1.A_9", [.key("web-1"), .key("A_9")]),
            ("$[\"é\"]", [.key("é")]), (#"$["\n"]"#, [.key("\n")]),
        ] as [(String, [JSON.Path.Component])])
    func text(text: String, components: [JSON.Path.Component]) throws {
        let path = JSON.Path(components)
        #expect(path.description == text)
        #expect(JSON.Path(text) == path)
        #expect(try JSON(encoding: path) == .string(text))
        #expect(try JSON.string(text).decode(JSON.Path.self) == path)
    }

    @Test(
        "what is no path is refused",
        arguments: [
            "", "a", "$a", "$.", "$..a", "$.a.", "$[", "$[]", "$[1", "$[-1]", "$[+1]", "$[1 ]", "$[99999999999999999999]", "$[\"a]", "$[\"a\"",
            "$[\"a\"x", "$[\"\\x\"]",
            "$.a b", "$ ", "$[\"\\", "$[\"a\\\"", "$[a]",
        ])
    func refused(text: String) {
        #expect(JSON.Path(text) == nil)
        #expect(throws: JSON.DecodingFault.self) { try JSON.string(text).decode(JSON.Path.self) }
    }

    @Test("random keys come back from the text form")
    func random() {
        var random = RandomJSON(seed: 3)
        for _ in 0..<2_000 {
            let path = JSON.Path((0..<random.below(4)).map { _ in random.below(3) == 0 ? .index(random.below(1_000_000)) : .key(random.text()) })
            #expect(JSON.Path(path.description) == path)
        }
    }

    @Test("a path leads to a value or nowhere")
    func lookup() {
        let value: JSON = ["a": [["b": 1], 2]]
        #expect(value[JSON.Path.root] == value)
        #expect(value[JSON.Path("$.a[0].b")!] == 1)
        #expect(value[JSON.Path("$.a[2]")!] == nil)
        #expect(value[JSON.Path("$.a.b")!] == nil)
        #expect(value[JSON.Path("$[0]")!] == nil)
    }

    @Test("setting makes missing objects and lets a list grow one by one")
    func set() throws {
        var value: JSON = ["a": [1]]
        try value.set(2, at: JSON.Path("$.a[1]")!)
        try value.set(3, at: JSON.Path("$.b.c")!)
        try value.set(4, at: JSON.Path("$.a[2].d")!)
        try value.set(0, at: JSON.Path("$.a[0]")!)
        #expect(value == ["a": [0, 2, ["d": 4]], "b": ["c": 3]])
        try value.set("all", at: .root)
        #expect(value == "all")
    }

    @Test(
        "setting through another kind of value or past the end of a list is refused and changes nothing",
        arguments: [("$.a[3]", "$.a"), ("$.a.x", "$.a"), ("$.s.x", "$.s"), ("$[0]", "$"), ("$.b[0]", "$.b")])
    func setRefused(path: String, reached: String) throws {
        let before: JSON = ["a": [1, 2], "s": "text", "b": nil]
        var value = before
        let fault = try #require(throws: JSON.PathFault.self) { try value.set(9, at: JSON.Path(path)!) }
        #expect(fault.reached.description == reached)
        #expect(fault.description.contains(path))
        #expect(value == before)
    }

    @Test("a path is inside itself and what stands above it")
    func inside() {
        #expect(JSON.Path("$.a[0]")!.isInside(JSON.Path("$.a")!))
        #expect(JSON.Path("$.a")!.isInside(JSON.Path("$.a")!))
        #expect(!JSON.Path("$.ab")!.isInside(JSON.Path("$.a")!))
        #expect(JSON.Path.root.appending("a").appending(1).description == "$.a[1]")
    }
}
