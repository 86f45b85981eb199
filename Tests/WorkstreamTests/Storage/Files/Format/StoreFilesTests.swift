import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Plans, markers and names of files") struct StoreFilesTests {
    @Test("a plan comes back equal, and is written the same way each time, for people")
    func plan() throws {
        let plan = StoredPlan(Plan(name: "P", blocks: []).numbered())
        let bytes = try PlanFile.bytes(of: plan, in: .sample(1))
        #expect(try PlanFile.plan(bytes, of: .sample(1)) == plan)
        #expect(try PlanFile.bytes(of: plan, in: .sample(2)) == bytes)
        #expect(bytes.starts(with: Array("{\n  \"".utf8)) && bytes.last == 0x0A)
    }

    @Test(
        "S69 a plan that cannot be read is named as what it is",
        arguments: [
            ("{", StorageError.Code.damaged), ("[]", .damaged), (#"{"workstream":1,"name":"P","blocks":[]}"#, .damaged),
            (#"{"workstream":2,"number":0,"name":"P","blocks":[]}"#, .newerFormat),
        ])
    func unreadablePlan(text: String, code: StorageError.Code) {
        let error = #expect(throws: StorageError.self) { try PlanFile.plan(Array(text.utf8), of: .sample(1)) }
        #expect(error?.code == code && error?.run == .sample(1))
    }

    @Test(
        "S69 the marker says which version a store has, and others are refused",
        arguments: [
            (#"{"format":"workstream","version":2}"#, StorageError.Code.newerFormat), (#"{"format":"cake","version":1}"#, .damaged), ("", .damaged),
        ])
    func marker(text: String, code: StorageError.Code) throws {
        #expect(try String(decoding: StoreMarker().bytes(), as: UTF8.self) == "{\n  \"format\": \"workstream\",\n  \"version\": 1\n}\n")
        #expect(try StoreMarker(StoreMarker().bytes(), of: "runs") == StoreMarker())
        let error = #expect(throws: StorageError.self) { try StoreMarker(Array(text.utf8), of: "runs") }
        #expect(error?.code == code && error?.message.contains("\"runs\"") == true)
    }

    @Test("segments are named by their first event, so that names sort like numbers")
    func names() {
        #expect(RunFiles.segment(first: 1) == "journal-000000000001.jsonl")
        #expect(RunFiles.segment(first: 1_234_567_890_123) == "journal-1234567890123.jsonl")
        for first in [1, 9, 10, 1_234_567_890_123] { #expect(RunFiles.first(ofSegment: RunFiles.segment(first: first)) == first) }
        for name in ["journal.jsonl", "journal-1.jsonl", "journal-000000000000.jsonl", "journal--00000000001.jsonl", "journal-00000000000x.jsonl"] {
            #expect(RunFiles.first(ofSegment: name) == nil)
        }
    }
}
