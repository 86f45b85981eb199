import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("WaitForProcessGone", .timeLimit(.minutes(15)))
struct WaitForProcessGoneTests {
    let folder: TemporaryFolder
    let process: TestProcess
    let time = TestTime()
    let plugin = WaitForProcessGone()

    init() throws {
        folder = try TemporaryFolder()
        process = try TestProcess()
    }

    @Test("it waits until the process is gone")
    func gone() async throws {
        let result = try await plugin.execute(
            .init(pid: process.pid), in: time.context { [process] number in if number == 3 { process.reap() } })
        #expect(result == WaitResult(waited: .seconds(3), looks: 4))
        #expect(time.output == "Waiting for process \(process.pid) to end: it still runs.\n")
    }

    @Test("a process that has ended counts as gone before its parent has reaped it")
    func zombie() async throws {
        let result = try await plugin.execute(.init(pid: process.pid), in: time.context { [process] _ in process.end() })
        #expect(result.looks == 2)
    }

    @Test("a pid file names the process, and its absence means that it is gone")
    func pidFile() async throws {
        try folder.write("\(process.pid)\n", to: "pid")
        let request = WaitForProcessGone.Request(pidFile: folder["pid"])
        let result = try await plugin.execute(request, in: time.context { [process] _ in process.reap() })
        #expect(result.looks == 2)
        try folder.write("", to: "pid")
        #expect(try await plugin.execute(request, in: time.context()).looks == 1)
        #expect(try await plugin.execute(.init(pidFile: folder["nothing"]), in: time.context()).looks == 1)
    }

    @Test("a pid file with something else in it is an error that names it", arguments: ["soon", "-1", "0", "99999999999"])
    func badFile(content: String) async throws {
        try folder.write(content, to: "pid")
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(.init(pidFile: folder["pid"]), in: time.context()) }
        #expect(error.isPermanent && error.message.contains("\"\(folder["pid"])\""))
    }

    @Test("at the limit it says that the process still runs")
    func limit() async throws {
        let error = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(pid: process.pid, limit: .seconds(2)), in: time.context())
        }
        #expect(error.code == .waitedInVain && error.message.contains("process \(process.pid) to end"))
    }

    @Test("a process does not wait for itself")
    func itself() async throws {
        let own = Int(ProcessInfo.processInfo.processIdentifier)
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(.init(pid: own), in: time.context()) }
        #expect(error.code == .invalidRequest)
    }

    @Test(
        "S28 a request that can never work is refused",
        arguments: [#"{}"#, #"{"pid":1,"pidFile":"a"}"#, #"{"pid":0}"#, #"{"pid":-1}"#, #"{"pidFile":""}"#])
    func refused(text: String) throws {
        let request = try JSONDecoder().decode(WaitForProcessGone.Request.self, from: Data(text.utf8))
        let error = try #require(throws: PluginError.self) { try plugin.validate(request) }
        #expect(error.code == .invalidRequest)
    }
}
