import Foundation
import Testing
import Workstream

@testable import WorkstreamPlugins

@Suite("A program that cannot be started is a failure that says why", .timeLimit(.minutes(15)))
struct ProcessFailureTests {
    private let runner = ProcessRunner()
    private let directory = FileManager.default.temporaryDirectory.appending(component: "workstream-\(UUID())").path

    init() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    private func failure(of command: ProcessCommand) async throws -> ProcessFailure {
        let failure = await #expect(throws: ProcessFailure.self) { try await runner.run(command) }
        return try #require(failure)
    }

    private func file(_ name: String, _ text: String, mode: Int) throws -> String {
        let path = "\(directory)/\(name)"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    @Test("a missing program names the PATH that was searched, which is the child's")
    func missingName() async throws {
        let failure = try await failure(of: ProcessCommand("no-such-program", environment: ["PATH": "/bin:/nowhere"]))
        #expect(failure.code == .notFound)
        #expect(failure.message.contains("\"no-such-program\""))
        #expect(failure.message.contains("\"/bin:/nowhere\""))
        #expect(!failure.isTemporary)
    }

    @Test("a missing path is named")
    func missingPath() async throws {
        let failure = try await failure(of: ProcessCommand("/nowhere/program"))
        #expect(failure.code == .notFound)
        #expect(failure.message.contains("\"/nowhere/program\""))
    }

    @Test("the child's PATH decides, also when ours has no such program")
    func childPath() async throws {
        _ = try file("only-here", "#!/bin/sh\necho found\n", mode: 0o755)
        let completion = try await runner.run(ProcessCommand("only-here", environment: ["PATH": "relative::\(directory)"]))
        #expect(completion.standardOutput.text == "found\n")
    }

    @Test("a file without the right to execute it is told from a missing one")
    func forbidden() async throws {
        let path = try file("plain", "#!/bin/sh\n", mode: 0o644)
        #expect(try await failure(of: ProcessCommand(path)).code == .permissionDenied)
        let byName = try await failure(of: ProcessCommand("plain", environment: ["PATH": directory]))
        #expect(byName.code == .permissionDenied)
        #expect(byName.message.contains(path))
    }

    @Test("a directory is no program")
    func directoryAsProgram() async throws {
        #expect(try await failure(of: ProcessCommand(directory)).code == .notExecutable)
    }

    @Test("a script without a first line is told what it lacks")
    func noInterpreter() async throws {
        let path = try file("bare", "echo hello\n", mode: 0o755)
        let failure = try await failure(of: ProcessCommand(path))
        #expect(failure.code == .notExecutable)
        #expect(failure.message.contains("#!/bin/sh"))
    }

    @Test("a script whose interpreter is missing is told from a missing script")
    func missingInterpreter() async throws {
        let path = try file("odd", "#!/nowhere/interpreter\n", mode: 0o755)
        let failure = try await failure(of: ProcessCommand(path))
        #expect(failure.code == .notFound)
        #expect(failure.message.contains("interpreter"))
    }

    @Test("a directory that is missing, or a file, is named")
    func badDirectory() async throws {
        let missing = try await failure(of: ProcessCommand("true", directory: "/nowhere/at/all"))
        #expect(missing.code == .directory)
        #expect(missing.message.contains("\"/nowhere/at/all\""))
        #expect(try await failure(of: ProcessCommand("true", directory: "/bin/sh")).code == .directory)
    }

    @Test("arguments that are too long are a failure of their own")
    func tooLong() async throws {
        let failure = try await failure(of: ProcessCommand("true", [String(repeating: "x", count: 4_000_000)]))
        #expect(failure.code == .tooLong)
        #expect(!failure.isTemporary)
    }

    @Test("out of descriptors is a failure that may pass, and the limit is raised as far as it goes before")
    func outOfDescriptors() async throws {
        await #expect(processExitsWith: .success) {
            _ = try await ProcessRunner().run(ProcessCommand("true"))
            var limit = rlimit(rlim_cur: 16, rlim_max: 64)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            var opened: [Int32] = []
            while opened.last != -1 { opened.append(dup(0)) }
            #expect(try await ProcessRunner().run(ProcessCommand("true")).exit == .code(0))
            #expect(DescriptorLimit.current > 16)
            while DescriptorLimit.raise() {}
            while dup(0) >= 0 {}
            let failure = await #expect(throws: ProcessFailure.self) { try await ProcessRunner().run(ProcessCommand("true")) }
            #expect(failure?.code == .resources)
            #expect(failure?.isTemporary == true)
            #expect(failure?.message.contains("(64)") == true)
        }
    }

    @Test("a command that no system could run is refused before anything is started")
    func defects() async throws {
        for command in [
            ProcessCommand(""), ProcessCommand("tr\0ue"), ProcessCommand("true", ["a", "b\0c"]), ProcessCommand("true", directory: ""),
            ProcessCommand("true", environment: ["A=B": "x"]), ProcessCommand("true", environment: ["": "x"]),
            ProcessCommand("true", environment: ["A": "x\0y"]), ProcessCommand("true", directory: "/\0"),
            ProcessCommand("true", outputLimit: -1), ProcessCommand("true", terminationGrace: .seconds(-1)),
        ] {
            #expect(try await failure(of: command).code == .invalid)
        }
        let message = try await failure(of: ProcessCommand("true", ["a", "b\0c"])).message
        #expect(message.contains("argument 2"))
        #expect(message.contains("b\\0c"))
    }
}
