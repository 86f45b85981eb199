import Testing
import Workstream
import WorkstreamTesting

// The code of docs/testing-plans.md, part "Plugins".

@Suite("Testing plugins, as the guide says", .timeLimit(.minutes(15)))
struct PluginGuideTests {
    @Test("a busy host is asked again, and the path comes back")
    func busyHost() throws {
        let harness = PluginHarness(Upload(service: UploadService(failures: 2)))
        let call = try withVirtualTime(seed: 1) { executor in
            try await harness.call(.init(file: "build-7", host: "web-1"), retries: 2, on: executor)
        }
        #expect(call.attempts.map(\.error?.code) == [.failed, .failed, nil])
        #expect(call.response == Upload.Response(path: "/srv/build-7"))
    }

    @Test("an upload takes twenty seconds, which no test waits for", .virtualTime)
    func patience() async throws {
        let harness = PluginHarness(Upload(service: UploadService()))
        let call = try await harness.call(.init(file: "build-7", host: "web-1"))
        #expect(call.attempts.map(\.duration) == [.seconds(20)])
    }

    @Test("an upload that is cancelled half way has left nothing")
    func cancelled() throws {
        let service = UploadService()
        let harness = PluginHarness(Upload(service: service))
        let call = try withVirtualTime(seed: 1) { executor in
            try await harness.call(.init(file: "build-7", host: "web-1"), cancelling: .after(.seconds(10)), on: executor)
        }
        #expect(call.status == .stopped)
        #expect(call.text == "uploading build-7 to web-1\n")
        #expect(service.files.isEmpty)
    }

    @Test("it keeps every promise of a plugin", arguments: PluginPromise.all(of: QuickUpload.self))
    func keeps(_ promise: PluginPromise) async throws {
        try await promise.check {
            let service = UploadService()
            return PluginUnderTest(
                QuickUpload(service: service),
                requests: [.init(file: "build-7", host: "web-1")],
                refused: [.init(file: "build-7", host: "")],
                observe: { service.files })
        }
    }
}

/// The same plugin without its twenty seconds, since promises are tried in real time.
private struct QuickUpload: ActionPlugin {
    static let name = "shop.upload"
    let service: UploadService
    let retryPolicy: RetryPolicy = .seconds

    func effect(of request: Upload.Request) -> Effect { .idempotent }

    func validate(_ request: Upload.Request) throws {
        try Upload(service: service).validate(request)
    }

    func execute(_ request: Upload.Request, in context: PluginContext) async throws -> Upload.Response {
        Upload.Response(path: try service.put(request.file, on: request.host))
    }
}
