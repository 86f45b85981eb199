import Foundation
import Testing

@testable import Workstream
@testable import WorkstreamTesting

@Suite("Engines over disks that fail at some call", .oneAtATime, .timeLimit(.minutes(60)))
struct FaultyDiskTests {
    /// `WORKSTREAM_CRASHES=all` lets every call fail; otherwise some of them, evenly spread.
    private static let isThorough = ProcessInfo.processInfo.environment["WORKSTREAM_CRASHES"] == "all"

    /// The cases that are tried.
    private static let cases = CrashCase.all.filter {
        ["everything", "calls that must not be made twice", "retries", "a pause", "a rollback that fails"].contains($0.name)
    }

    @Test(
        "S60 S61 S67 whichever call to the system fails, the process lives, and the run ends as if none had",
        arguments: cases, FaultyDiskLife.Failing.allCases)
    func everyCall(example: CrashCase, failing: FaultyDiskLife.Failing) throws {
        let whole = try FaultyDiskLife.live(example)
        #expect(whole.errors.isEmpty && whole.calls > 100, "a life without faults makes \(whole.calls) calls")
        let step = Self.isThorough ? 1 : max(1, whole.calls / 8)
        for call in stride(from: Self.isThorough ? 1 : 1 + Int(example.name.utf8.first ?? 0) % step, through: whole.calls, by: step) {
            var ended: FaultyDiskLife?
            #expect(throws: Never.self, "call \(call)") { ended = try FaultyDiskLife.live(example, failing, atCall: call) }
            guard let life = ended else { continue }
            let story: Comment = "call \(call), which was \"\(life.failed ?? "none")\""
            #expect(life.end.differences(from: whole.end, except: example.mayBeStopped).isEmpty, story)
            #expect(life.doubled.isEmpty, story)
            #expect(life.stored.status == life.run.status && life.stored.lastNumber == life.run.lastNumber, story)
            #expect(life.errors.count <= 1 || !failing.isBrief, story)
            for error in life.errors { #expect(try isClear(error), "\(error), \(story)") }
        }
    }

    /// Whether an error says what happened, why, and what to do.
    private func isClear(_ error: any Error) throws -> Bool {
        switch error {
        case let error as EngineError: error.message.isInThreeParts && error.message.contains("recover")
        case let error as StorageError: error.message.isInThreeParts
        default: false
        }
    }
}

extension String {
    /// Whether there are at least two sentences, one of which gives a reason after a colon, or three.
    fileprivate var isInThreeParts: Bool { hasSuffix(".") && split(separator: ". ").count + split(separator: ": ").count >= 4 }
}
