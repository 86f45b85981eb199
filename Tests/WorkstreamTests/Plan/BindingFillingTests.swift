import Testing

@testable import Workstream

@Suite("Filling bound requests")
struct BindingFillingTests {
    private static func binding(
        _ target: String, _ operation: Binding.Operation = .set, from path: String = "$", source: Int = 1, otherwise: JSON? = nil
    ) -> BindingPlan.Resolved {
        let value = Binding.Value.source(.response(of: .name("build"), at: JSON.Path(path)!))
        return BindingPlan.Resolved(
            binding: Binding(target: JSON.Path(target)!, operation: operation, value: value, otherwise: otherwise), sources: [source])
    }

    private static func text(_ pieces: [Binding.Piece], sources: [Int], otherwise: JSON? = nil) -> BindingPlan.Resolved {
        BindingPlan.Resolved(binding: Binding(target: JSON.Path("$.text")!, value: .text(pieces), otherwise: otherwise), sources: sources)
    }

    private static func piece(_ path: String) -> Binding.Piece { .source(.response(of: .name("build"), at: JSON.Path(path)!)) }

    private static let responses: [Int: JSON] = [1: ["image": "v2", "port": 80, "ratio": 0.5, "ok": true, "list": ["a"], "none": nil], 2: "two"]

    private func fill(_ request: JSON, _ bindings: [BindingPlan.Resolved]) throws -> BindingPlan.Filling {
        try BindingPlan.fill(request, with: bindings) { Self.responses[$0] }
    }

    @Test("S28 a bound value replaces what is there, and makes the objects that are missing on the way")
    func set() throws {
        let bindings = [
            Self.binding("$.image", from: "$.image"), Self.binding("$.environment.PORT", from: "$.port"), Self.binding("$.args[1]", source: 2),
        ]
        #expect(
            try fill(["image": "", "args": ["x", "y"], "environment": nil], bindings)
                == .filled(["image": "v2", "args": ["x", "two"], "environment": ["PORT": 80]]))
        #expect(try fill(["image": ""], [Self.binding("$.image", from: "$.none")]) == .filled(["image": nil]))
        #expect(try fill(["image": ""], []) == .filled(["image": ""]))
    }

    @Test("S28 appended values go to the end of the array in the order of the bindings, and make one where there is none")
    func append() throws {
        let bindings = [Self.binding("$.args", .append, from: "$.image"), Self.binding("$.args", .append, source: 2)]
        #expect(try fill(["args": ["x"]], bindings) == .filled(["args": ["x", "v2", "two"]]))
        #expect(try fill([:], bindings) == .filled(["args": ["v2", "two"]]))
        #expect(try fill(["args": nil], bindings) == .filled(["args": ["v2", "two"]]))
    }

    @Test("S28 a text is put together from strings as they are and numbers and truth values in their JSON form")
    func texts() throws {
        let pieces = [Binding.Piece.text("r/"), Self.piece("$.image"), .text(":"), Self.piece("$.port"), Self.piece("$.ratio"), Self.piece("$.ok")]
        #expect(try fill([:], [Self.text(pieces, sources: [1, 1, 1, 1])]) == .filled(["text": "r/v2:800.5true"]))
        #expect(try fill([:], [Self.text([Self.piece("$"), .text("!"), Self.piece("$.image")], sources: [2, 1])]) == .filled(["text": "two!v2"]))
    }

    @Test("S29 a source that did not happen is named, unless there is something else to take")
    func missing() throws {
        #expect(try fill([:], [Self.binding("$.a"), Self.binding("$.b", source: 7)]) == .missing(source: 7))
        #expect(try fill(["a": 1], [Self.binding("$.a", source: 7, otherwise: nil as JSON?)]) == .missing(source: 7))
        #expect(try fill(["a": 1], [Self.binding("$.a", source: 7, otherwise: JSON.null)]) == .filled(["a": nil]))
        #expect(try fill(["a": []], [Self.binding("$.a", .append, source: 7, otherwise: "z")]) == .filled(["a": ["z"]]))
        #expect(try fill([:], [Self.text([.text("at "), Self.piece("$")], sources: [7], otherwise: "nowhere")]) == .filled(["text": "nowhere"]))
    }

    @Test("S28 a response without the value takes what is there instead, or is a fault")
    func noValue() throws {
        #expect(try fill([:], [Self.binding("$.a", from: "$.gone", otherwise: 1)]) == .filled(["a": 1]))
        let fault = try #require(throws: BindingFault.self) { try fill([:], [Self.binding("$.a", from: "$.gone")]) }
        #expect(fault.code == .noValue)
        #expect(fault.message.contains("\"build\"") && fault.message.contains("$.gone") && fault.message.contains("otherwise:"))
    }

    @Test("S28 what cannot be part of a text, be appended to, or be reached is a fault", arguments: ["$.list", "$", "$.none"])
    func faults(path: String) throws {
        let text = try #require(throws: BindingFault.self) { try fill([:], [Self.text([Self.piece(path)], sources: [1], otherwise: "x")]) }
        #expect(text.code == .notText && text.message.contains("numbers and truth values"))
        let append = try #require(throws: BindingFault.self) { try fill(["a": "text"], [Self.binding("$.a", .append)]) }
        #expect(append.code == .notAnArray && append.message.contains("the string \"text\" at $.a"))
        let place = try #require(throws: BindingFault.self) { try fill(["a": 1], [Self.binding("$.a.b")]) }
        #expect(place.code == .noPlace && place.message.contains("$.a.b"))
    }
}
