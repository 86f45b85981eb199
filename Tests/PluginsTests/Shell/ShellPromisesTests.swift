import Testing
import Workstream
import WorkstreamPlugins
import WorkstreamTesting

@Suite("The Shell plugin keeps the promises of plugins", .timeLimit(.minutes(15)))
struct ShellPromisesTests {
    @Test("programs are run as promised", arguments: PluginPromise.all(of: Shell.self))
    func programs(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try TemporaryFolder()
            var subject = PluginUnderTest(
                Shell(),
                requests: [
                    .script("echo text > \(folder["file"])", effect: .idempotent), .script("echo line >> \(folder["file"])"),
                    .init("true"), .script("echo out; echo bad >&2; exit 3", expectedExitCodes: [3]),
                ],
                refused: [.init(""), .init("true", terminationGrace: .seconds(26)), .init("true", expectedExitCodes: [])],
                slow: .init("sleep", "3600"), observe: { try folder.picture() })
            // Nobody can tell what a program did that is gone.
            subject.probeMayNotKnow = true
            // Long, because all tests share the machine.
            subject.cancellationLimit = .seconds(60)
            return subject
        }
    }

    @Test("S26 a program is cancelled when its run is stopped, and what it wrote until then is kept")
    func cancellation() async throws {
        let call = try await PluginHarness(Shell()).call(.script("echo begun; sleep 3600"), cancelling: .onOutput(containing: "begun"))
        #expect(call.status == .stopped && call.text == "begun\n" && call.attempts.count == 1)
        #expect(call.error != nil)
    }
}
