import Foundation
import Testing
import Workstream
import WorkstreamTesting

@Suite("Outlines that are kept beside tests", .timeLimit(.minutes(15)))
struct OutlineFileTests {
    /// A folder with a test's source file in it, removed afterwards.
    private static func withTestFile(_ body: (_ file: String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("workstream-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appendingPathComponent("ShopTests.swift").path)
    }

    @Test("an outline is kept in a folder of the test's file, under the name of its function or another one")
    func place() throws {
        try #expect(
            OutlineFile(named: "canary(hosts:)", besideTest: "/src/Tests/ShopTests.swift").path == "/src/Tests/__Outlines__/ShopTests/canary.txt")
        try #expect(OutlineFile(named: "two-hosts", besideTest: "/src/ShopTests.swift").path == "/src/__Outlines__/ShopTests/two-hosts.txt")
    }

    @Test(
        "a name that no file can have is refused", arguments: ["", "a b", "a/b", "..", ".hidden", "a\\b", "a\nb", String(repeating: "a", count: 101)])
    func names(name: String) {
        let error = #expect(throws: PlanTestError.self) { try OutlineFile(named: name, besideTest: "/src/ShopTests.swift") }
        #expect(error?.code == .outlineName)
    }

    @Test("a missing outline is recorded and the test fails once, saying so")
    func recording() throws {
        try Self.withTestFile { test in
            let file = try OutlineFile(named: "canary", besideTest: test)
            let outline = ShopPlan.plan().outline()
            guard case .recorded(let message) = try file.compare(outline, isRecording: false) else {
                Issue.record("nothing was recorded")
                return
            }
            #expect(message.contains("\"\(file.path)\"") && message.contains("run the test again"))
            #expect(try String(contentsOfFile: file.path, encoding: .utf8) == outline)
            #expect(try file.compare(outline, isRecording: false) == .same)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: URL(fileURLWithPath: file.path).deletingLastPathComponent().path) == [
                    "canary.txt"
                ])
        }
    }

    @Test("the lines that differ are printed, and the file stays as it is until a new one is asked for")
    func differing() throws {
        try Self.withTestFile { test in
            let file = try OutlineFile(named: "canary", besideTest: test)
            let old = ShopPlan.plan()
            var new = old
            new.blocks[1].concurrency = 5
            new.blocks[1].sequences.remove(at: 0)
            _ = try file.compare(old.outline())
            guard case .different(let message) = try file.compare(new.outline(), isRecording: false) else {
                Issue.record("no difference was seen")
                return
            }
            let lines = message.split(separator: "\n").filter { $0.hasPrefix("-") || $0.hasPrefix("+") }.map { String($0.prefix(30)) }
            #expect(
                lines == [
                    "- 8:   block \"Fleet\"", "- 9:     sequence \"web-2\"", "- 10:       action \"upload\": s", "- 11:       action \"start\": sh",
                    "+ 8:   block \"Fleet\" (concurre",
                ])
            #expect(message.contains("WORKSTREAM_RECORD_OUTLINES=1"))
            #expect(try file.compare(old.outline(), isRecording: false) == .same)
            guard case .rerecorded = try file.compare(new.outline(), isRecording: true) else {
                Issue.record("nothing was recorded anew")
                return
            }
            #expect(try file.compare(new.outline(), isRecording: true) == .same)
        }
    }

    @Test("a file whose lines were given carriage returns is the same, and an empty one is not")
    func lineEnds() throws {
        try Self.withTestFile { test in
            let file = try OutlineFile(named: "canary", besideTest: test)
            let outline = ShopPlan.plan().outline()
            _ = try file.compare(outline)
            try Data(outline.replacing("\n", with: "\r\n").utf8).write(to: URL(fileURLWithPath: file.path))
            #expect(try file.compare(outline, isRecording: false) == .same)
            try Data().write(to: URL(fileURLWithPath: file.path))
            #expect(try file.compare(outline, isRecording: false) != .same)
        }
    }

    @Test("two long outlines that share no line are told apart at once")
    func long() throws {
        try Self.withTestFile { test in
            let file = try OutlineFile(named: "long", besideTest: test)
            func text(_ word: String) -> String { (0..<50_000).map { "\(word) \($0)\n" }.joined() }
            _ = try file.compare(text("old"))
            guard case .different(let message) = try file.compare(text("new"), isRecording: false) else {
                Issue.record("no difference was seen")
                return
            }
            #expect(message.contains("- 1: old 0\n") && message.contains("… and 99940 more lines"))
        }
    }

    @Test("a folder that cannot be written is an error that names it")
    func readOnly() throws {
        let file = try OutlineFile(named: "canary", besideTest: "/proc/ShopTests.swift")
        let error = #expect(throws: (any Error).self) { try file.compare("plan", isRecording: false) }
        #expect(error.map { "\($0)".contains("/proc/__Outlines__") } == true)
    }

    @Test("a test fails where its outline is new or another one, and passes where it is the same")
    func failures() throws {
        func expectFailure(of plan: Plan, in test: String, saying text: String) throws {
            try withKnownIssue {
                try expectOutline(of: plan, named: "canary", beside: test)
            } matching: { issue in
                issue.comments.contains { $0.rawValue.contains(text) }
            }
        }
        try Self.withTestFile { test in
            var plan = ShopPlan.plan()
            try expectFailure(of: plan, in: test, saying: "was recorded in")
            try expectOutline(of: plan, named: "canary", beside: test)
            plan.name = "Another"
            // Asked for by the environment, recording is no failure but a warning.
            if !OutlineFile.isRecordingAskedFor { try expectFailure(of: plan, in: test, saying: "+ 1: plan \"Another\"") }
        }
    }

    @Test("the outline of the sample plan is the one that is kept beside this test")
    func kept() throws {
        try expectOutline(of: ShopPlan.plan())
    }
}
