import Testing
import Workstream
import WorkstreamPlugins
import WorkstreamTesting

@Suite("The plugins that wait keep the promises of plugins", .timeLimit(.minutes(15)))
struct WaitPromisesTests {
    @Test("a time is waited for as promised", arguments: PluginPromise.all(of: WaitDuration.self))
    func duration(_ promise: PluginPromise) async throws {
        try await promise.check {
            PluginUnderTest(
                WaitDuration(), requests: [.init(.zero), .init(.milliseconds(1))], refused: [.init(.seconds(-1))], slow: .init(.seconds(3_600)),
                observe: { 0 })
        }
    }

    @Test("a file is waited for as promised", arguments: PluginPromise.all(of: WaitForFile.self))
    func file(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try TemporaryFolder()
            try folder.write("text", to: "present")
            return PluginUnderTest(
                WaitForFile(), requests: [.init(path: folder["present"]), .init(path: folder["missing"], .gone)],
                refused: [.init(path: ""), .init(path: folder["present"], interval: .zero), .init(path: folder["present"], limit: .seconds(-1))],
                slow: .init(path: folder["missing"], interval: .seconds(3_600)), observe: { try folder.picture() })
        }
    }

    @Test("a port is waited for as promised", arguments: PluginPromise.all(of: WaitForPort.self))
    func port(_ promise: PluginPromise) async throws {
        let (open, closed) = try (TestPort(), TestPort())
        try open.listen()
        try await promise.check {
            PluginUnderTest(
                WaitForPort(), requests: [.init("127.0.0.1", port: open.number)],
                refused: [.init("", port: 80), .init("127.0.0.1", port: 0), .init("127.0.0.1", port: 80, interval: .zero)],
                slow: .init("127.0.0.1", port: closed.number, interval: .seconds(3_600)), observe: { 0 })
        }
    }

    @Test("a port is looked at as promised", arguments: PluginPromise.all(of: PortOpen.self))
    func openPort(_ promise: PluginPromise) async throws {
        let (open, silent) = try (TestPort(), TestPort())
        try open.listen()
        try silent.fallSilent()
        try await promise.check {
            PluginUnderTest(
                PortOpen(), requests: [.init("127.0.0.1", port: open.number)],
                refused: [.init("", port: 80), .init("127.0.0.1", port: 65_536), .init("127.0.0.1", port: 80, tryLimit: .zero)],
                slow: .init("127.0.0.1", port: silent.number, tryLimit: .seconds(60)), observe: { 0 })
        }
    }

    @Test("the end of a process is waited for as promised", arguments: PluginPromise.all(of: WaitForProcessGone.self))
    func process(_ promise: PluginPromise) async throws {
        let (gone, alive) = try (TestProcess(), TestProcess())
        gone.reap()
        try await promise.check {
            PluginUnderTest(
                WaitForProcessGone(), requests: [.init(pid: gone.pid)], refused: [.init(pid: 0), .init(pidFile: "")],
                slow: .init(pid: alive.pid, interval: .seconds(3_600)), observe: { 0 })
        }
        alive.reap()
    }
}
