import Foundation
import Testing

@testable import Workstream

@Suite("SecretResolver", .timeLimit(.minutes(15)))
struct SecretResolverTests {
    private let folder = FileManager.default.temporaryDirectory.appending(component: "workstream-\(UUID())").path

    private func file(_ content: [UInt8]) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(FileManager.default.createFile(atPath: folder + "/secret", contents: Data(content)))
        return folder + "/secret"
    }

    private func error(_ secret: Secret, _ resolver: SecretResolver = SecretResolver()) async throws -> PluginError {
        let error = try await #require(throws: PluginError.self) { try await resolver.resolve(secret) }
        #expect(error.code == .secretUnavailable)
        return error
    }

    @Test("an environment variable gives its value; one that is missing is an error that names it")
    func environment() async throws {
        #expect(try await SecretResolver().resolve(.environment("PATH")) == ProcessInfo.processInfo.environment["PATH"])
        #expect(try await error(.environment("WORKSTREAM_TEST_MISSING")).message.contains("\"WORKSTREAM_TEST_MISSING\" is not set"))
    }

    @Test("an environment variable that is empty is an error that names it")
    func emptyVariable() async throws {
        // In a process of its own, because to set a variable while other threads start programs is a race.
        await #expect(processExitsWith: .success) {
            setenv("WORKSTREAM_TEST_EMPTY", "", 1)
            let error = try await #require(throws: PluginError.self) {
                try await SecretResolver().resolve(.environment("WORKSTREAM_TEST_EMPTY"))
            }
            #expect(error.message.contains("\"WORKSTREAM_TEST_EMPTY\" gives an empty secret"))
        }
    }

    @Test(
        "a file gives its content, without one newline at its end",
        arguments: [("hunter2", "hunter2"), ("hunter2\n", "hunter2"), ("a\nb\n\n", "a\nb\n"), (" a ", " a ")])
    func files(content: String, value: String) async throws {
        let path = try file(Array(content.utf8))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try await SecretResolver().resolve(.file(path)) == value)
    }

    @Test("a file of 64 KiB is read whole, and a larger one is refused")
    func size() async throws {
        let path = try file([UInt8](repeating: 120, count: 65_536))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try await SecretResolver().resolve(.file(path)).utf8.count == 65_536)
        _ = try file([UInt8](repeating: 120, count: 65_537))
        #expect(try await error(.file(path)).message.contains("more than 65536 bytes"))
    }

    @Test("a file that is missing, a directory, empty or no text is an error that names it and shows nothing of it")
    func badFiles() async throws {
        let path = try file([])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try await error(.file(path)).message.contains("\"\(path)\" gives an empty secret"))
        _ = try file([10])
        #expect(try await error(.file(path)).message.contains("gives an empty secret"))
        _ = try file([0x68, 0x69, 0xFF])
        let notText = try await error(.file(path))
        #expect(notText.message.contains("no UTF-8") && !notText.message.contains("hi\u{FFFD}"))
        #expect(try await error(.file(path + "-missing")).message.contains("\"\(path)-missing\" could not be opened"))
        #expect(try await error(.file(folder)).message.contains("\"\(folder)\" could not be read"))
        #expect(try await error(.file("")).isPermanent)
    }

    @Test("a named resolver answers for its key; an unknown name and an empty answer are errors")
    func named() async throws {
        let resolver = SecretResolver(["vault": { key in key == "none" ? "" : "value of \(key)" }])
        #expect(try await resolver.resolve(.resolver("vault", key: "db")) == "value of db")
        #expect(try await error(.resolver("vault", key: "none"), resolver).message.contains("\"vault\", asked for the key \"none\", gives an empty"))
        let unknown = try await error(.resolver("valut", key: "db"), resolver)
        #expect(unknown.isPermanent && unknown.message.contains("\"valut\"") && unknown.message.contains("The engine knows \"vault\""))
    }
}
