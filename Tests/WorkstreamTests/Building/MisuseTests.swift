import Foundation
import Testing

@Suite(
    "Misuse", .oneAtATime, .timeLimit(.minutes(15)),
    .enabled(if: Compiler.found != nil, "needs swiftc on the path, and the built module beside the tests"))
struct MisuseTests {
    private static func errors(in program: String) async throws -> [Compiler.Diagnostic] {
        try await #require(Compiler.found).errors(in: program)
    }

    private func check(_ misuse: Misuse) async throws {
        let errors = try await Self.errors(in: misuse.program)
        #expect(errors.map(\.line) == [misuse.line])
        #expect(errors.allSatisfy { $0.message.contains("is unavailable: \(misuse.sentence)") }, "\(errors)")
    }

    @Test("S1 S2 S3 a misplaced element is one error, on its line, in our own words", arguments: Misuse.misplaced)
    func misplaced(misuse: Misuse) async throws { try await check(misuse) }

    @Test("S1 S2 S3 an empty body is one error, on its line, in our own words", arguments: Misuse.empty)
    func empty(misuse: Misuse) async throws { try await check(misuse) }

    @Test("S30 a plugin of the wrong role is one error, on its line, in our own words", arguments: Misuse.roles)
    func roles(misuse: Misuse) async throws { try await check(misuse) }

    @Test("S1 the example of the design compiles in an extension of Plan, beside a function that takes some Sequence<Int>")
    func example() async throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let files = ["Shop.swift", "ShopUpgrade.swift"].map { folder.appendingPathComponent($0) }
        #expect(try String(contentsOf: files[1], encoding: .utf8).contains("some Sequence<Int>"))
        #expect(try await #require(Compiler.found).errors(in: files) == [])
    }

    @Test("S1 a body may use every kind of statement that lists need")
    func statements() async throws {
        let program = """
            \(Misuse.beginning)
            @BlockContent func hosts(_ names: [String], isCareful: Bool, build: String?) -> BlockContent.Body {
                let first = names.first
                if isCareful { PreChecks { check } }
                if let first { Sequence(first) { action } } else { Sequence("none") { action } }
                switch names.count {
                case 0, 1: Sequence("few") { action }
                default: Sequence("many") { [action, action] }
                }
                for name in names where name != first {
                    Sequence(name) {
                        if isCareful { PreChecks { check } }
                        action
                        if let build { Action(build, Change.self, .init(to: build)) }
                        isCareful ? nil : action
                    }
                }
                names.map { name in Sequence(name) { action } }
            }
            """
        #expect(try await Self.errors(in: program) == [])
    }

    @Test("S1 bodies of 200 elements type-check, of actions and of blocks with bodies of their own")
    func large() async throws {
        let actions = (0..<200).map { "Action(\"a\($0)\", Change.self, .init(to: \"\($0)\")).retries(\($0))" }
        let blocks = (0..<200).map { "Block(\"b\($0)\") { Sequence(\"s\") { action } }" }
        let program = """
            \(Misuse.beginning)
            let sequence = Sequence("s") {
            \(actions.joined(separator: "\n"))
            }
            let plan = Plan("p") {
            \(blocks.joined(separator: "\n"))
            }
            """
        #expect(try await Self.errors(in: program) == [])
    }

    @Test("S1 among 200 elements a misplaced one is still one error, on its line")
    func largeMisuse() async throws {
        let actions = Array(repeating: "action", count: 199).joined(separator: "\n")
        try await check(Misuse("late", "_ = Sequence(\"s\") {\n\(actions)\ncheck // here\n}", "A check cannot stand among actions"))
    }
}
