import Foundation
import Testing
import Workstream

@testable import WorkstreamPlugins

@Suite("WaitForPort", .timeLimit(.minutes(15)))
struct WaitForPortTests {
    let port: TestPort
    let time = TestTime()
    let plugin = WaitForPort()

    init() throws {
        port = try TestPort()
    }

    @Test("a server that listens is not waited for", arguments: ["127.0.0.1", "localhost"])
    func listening(host: String) async throws {
        try port.listen()
        let result = try await plugin.execute(.init(host, port: port.number), in: time.context())
        #expect(result == WaitResult(waited: .zero, looks: 1))
        #expect(time.output.isEmpty)
    }

    @Test("it asks again at the interval until the server listens, and says once what it waits for")
    func waiting() async throws {
        let result = try await plugin.execute(
            .init("127.0.0.1", port: port.number, interval: .seconds(3)), in: time.context { [port] number in if number == 4 { try port.listen() } })
        #expect(result == WaitResult(waited: .seconds(12), looks: 5))
        #expect(time.sleeps == Array(repeating: .seconds(3), count: 4))
        #expect(time.output == "Waiting for \"127.0.0.1:\(port.number)\" to accept connections: the connection was refused.\n")
    }

    @Test("at the limit it looks once more, and says what it saw")
    func limit() async throws {
        let request = WaitForPort.Request("127.0.0.1", port: port.number, interval: .seconds(2), limit: .seconds(5))
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(request, in: time.context()) }
        #expect(error.code == .waitedInVain && !error.isPermanent)
        #expect(error.message.contains("Waited 5.0 seconds") && error.message.contains("the connection was refused"))
        #expect(time.sleeps == [.seconds(2), .seconds(2), .seconds(1)])
    }

    @Test("S33 it ends by itself before the engine would cut it off, so that its outcome is known")
    func deadline() async throws {
        let request = WaitForPort.Request("127.0.0.1", port: port.number, interval: .seconds(1), tryLimit: .seconds(5))
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(request, in: time.context(deadline: .seconds(30))) }
        #expect(error.code == .waitedInVain && error.message.contains("a longer timeout"))
        #expect(time.sleeps.count == 24)
    }

    @Test("S26 a cancelled call ends, while it sleeps and while it connects")
    func cancellation() async throws {
        let request = WaitForPort.Request("127.0.0.1", port: port.number)
        let context = time.context { _ in withUnsafeCurrentTask { $0?.cancel() } }
        let task = Task { try await plugin.execute(request, in: context) }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(time.sleeps.count == 1)

        try port.fallSilent()
        let connecting = Task { [port] in
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try Endpoint(host: "127.0.0.1", port: port.number).connect(within: .seconds(3_600))
        }
        await #expect(throws: CancellationError.self) { try await connecting.value }
    }

    @Test("a name that cannot be looked up may be there later")
    func unknownName() async throws {
        // Longer than a name may be, so that no name service is asked.
        let request = WaitForPort.Request(String(repeating: "a", count: 70) + ".invalid", port: 80, limit: .seconds(2))
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(request, in: time.context()) }
        #expect(error.code == .waitedInVain && error.message.contains("could not be looked up"))
        #expect(time.sleeps.count == 2)
    }

    @Test(
        "S28 a request that can never work is refused",
        arguments: [
            .init("", port: 80), .init("a b", port: 80), .init("http://a", port: 80), .init("a\0", port: 80), .init("a", port: 0),
            .init("a", port: 65_536),
            .init("a", port: 80, interval: .zero), .init("a", port: 80, tryLimit: .zero), .init("a", port: 80, limit: .seconds(-1)),
        ] as [WaitForPort.Request])
    func refused(request: WaitForPort.Request) throws {
        let error = try #require(throws: PluginError.self) { try plugin.validate(request) }
        #expect(error.code == .invalidRequest && error.isPermanent)
    }

    @Test("a request with a host and a port alone is complete")
    func decoding() throws {
        let request = try JSONDecoder().decode(WaitForPort.Request.self, from: Data(#"{"host":"::1","port":5432}"#.utf8))
        #expect(request == .init("::1", port: 5432))
        try plugin.validate(request)
        #expect(Endpoint(host: request.host, port: request.port).description == "\"[::1]:5432\"")
    }
}
