import Foundation
import Testing
import Workstream

@testable import WorkstreamPlugins

@Suite("Programs cost what they should", .serialized, .timeLimit(.minutes(15)))
struct ProcessScaleTests {
    @Test("500 programs at a time need one more thread than none, and leave no zombie and no descriptor")
    func many() async throws {
        await #expect(processExitsWith: .success) {
            _ = try await ProcessRunner().run(ProcessCommand("true"))
            // The usual limit, which 500 programs exceed.
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            limit.rlim_cur = 1_024
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let descriptors = ProcessTable.openDescriptors
            let arrived = Lock(0)
            let highest = Lock((children: 0, threads: 0))
            let directory = FileManager.default.temporaryDirectory.appending(component: "workstream-\(UUID())").path
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            // Each program says that it is there, and ends when the last one has said so.
            let script = "echo $0; until [ -e '\(directory)/go' ]; do sleep 0.2; done; echo done"
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<500 {
                    group.addTask {
                        let completion = try await ProcessRunner().run(ProcessCommand("/bin/sh", ["-c", script, "\(number)"])) { text, _ in
                            guard text == "\(number)\n" else { return }
                            let count = arrived.withLock { count in
                                count += 1
                                return count
                            }
                            if count < 500 { return }
                            highest.withLock { $0 = (ProcessTable.children.count, ProcessTable.threads) }
                            #expect(FileManager.default.createFile(atPath: "\(directory)/go", contents: nil))
                        }
                        #expect(completion.standardOutput.text == "\(number)\ndone\n")
                        #expect(completion.exit == .code(0))
                    }
                }
                try await group.waitForAll()
            }
            let (children, threads) = highest.withLock { $0 }
            #expect(children == 500)
            // The pool of the tasks, the main thread, the event thread, and what the tests need themselves.
            #expect(threads <= ProcessInfo.processInfo.activeProcessorCount * 2 + 8)
            #expect(ProcessTable.children.isEmpty)
            #expect(ProcessTable.openDescriptors == descriptors)
            try FileManager.default.removeItem(atPath: directory)
        }
    }

    @Test("500 programs that ignore SIGTERM are ended together")
    func manyCancelled() async throws {
        await #expect(processExitsWith: .success) {
            let count = 500
            let arrived = Lock(0)
            let (ready, everybody) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<count {
                        group.addTask {
                            var command = ProcessCommand.script("trap '' TERM; echo ready; while :; do sleep 5; done")
                            command.terminationGrace = .milliseconds(300)
                            await #expect(throws: CancellationError.self) {
                                try await ProcessRunner().run(command) { _, _ in
                                    let now = arrived.withLock { number in
                                        number += 1
                                        return number
                                    }
                                    if now == count { everybody.finish() }
                                }
                            }
                        }
                    }
                }
            }
            for await _ in ready {}
            task.cancel()
            await task.value
            #expect(ProcessTable.children.isEmpty)
        }
    }

    @Test("S32 a program that writes 200 MB costs bounded memory, and its beginning, end and length are known")
    func muchOutput() async throws {
        await #expect(processExitsWith: .success) {
            _ = try await ProcessRunner().run(ProcessCommand("true"))
            let before = ProcessTable.peakMemory
            let script = "echo first; head -c 200000000 /dev/zero | tr '\\0' 'x'; echo; echo last"
            let completion = try await ProcessRunner().run(.script(script))
            let output = completion.standardOutput
            #expect(output.length == 6 + 200_000_000 + 1 + 5)
            #expect(output.text.hasPrefix("first\nxxx"))
            #expect(output.text.hasSuffix("xxx\nlast\n"))
            #expect(output.beginning.count + output.end.count == 1 << 20)
            #expect(ProcessTable.peakMemory - before < 64 << 20)
        }
    }

    @Test("a reader of live output that is slow slows its program down, and costs no memory")
    func slowReader() async throws {
        await #expect(processExitsWith: .success) {
            _ = try await ProcessRunner().run(ProcessCommand("true"))
            let before = ProcessTable.peakMemory
            let calls = Lock(0)
            let completion = try await ProcessRunner().run(.script("yes | head -c 40000000")) { _, _ in
                calls.withLock { $0 += 1 }
                usleep(5_000)
            }
            #expect(completion.standardOutput.length == 40_000_000)
            #expect(ProcessTable.peakMemory - before < 16 << 20)
            #expect(calls.withLock { $0 } > 100)
        }
    }
}
