import Foundation
import Testing

@testable import Workstream

@Suite("SecretCommand", .timeLimit(.minutes(15)))
struct SecretCommandTests {
    private func script(_ text: String) -> SecretCommand { SecretCommand(command: ["/bin/sh", "-c", text]) }

    private func error(_ command: SecretCommand) throws -> PluginError {
        let error = try #require(throws: PluginError.self) { try command.read() }
        #expect(error.code == .secretUnavailable)
        return error
    }

    @Test("what a program prints is the value, without one newline at its end")
    func value() async throws {
        #expect(try await SecretResolver().resolve(.command("printf", "%s %s\\n\\n", "a b", "$HOME")) == "a b $HOME\n")
    }

    @Test("a program that fails is an error that says how it ended and not what it printed")
    func failure() throws {
        let failed = try error(script("echo hunter2; echo hunter2 >&2; exit 3"))
        #expect(failed.message.contains("\"/bin/sh\" ended with exit code 3"))
        #expect(!failed.description.contains("hunter2"))
        #expect(try error(script("echo hunter2; kill -9 $$")).message.contains("was ended by signal 9"))
    }

    @Test("a program that cannot be started or is not named is an error")
    func start() throws {
        #expect(
            try error(SecretCommand(command: ["workstream-no-such-program"])).message.contains("\"workstream-no-such-program\" could not be started"))
        for command in [[], [""], ["printf", "a\0b"]] { #expect(try error(SecretCommand(command: command)).isPermanent) }
    }

    @Test("nothing printed is an error, and so is too much, and the program is then ended")
    func size() throws {
        #expect(try error(script("true")).message.contains("empty secret"))
        #expect(try error(SecretCommand(command: ["yes"])).message.contains("more than 65536 bytes"))
        #expect(try script("head -c 65536 /dev/zero | tr '\\0' x").read().utf8.count == 65_536)
    }

    @Test("a program that takes too long is ended, and the error says so")
    func limit() throws {
        let command = SecretCommand(command: ["/bin/sh", "-c", "echo hunter2; exec tail -f /dev/null"], limit: .milliseconds(20))
        let late = try error(command)
        #expect(late.message.contains("had not given its secret after"))
        #expect(!late.description.contains("hunter2"))
    }

    @Test("S26 a cancelled call ends the program")
    func cancellation() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try script("tail -f /dev/null").read()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("a child that keeps the output open does not keep the value waiting")
    func lingeringChild() throws {
        #expect(try script("sleep 5 & echo hunter2").read() == "hunter2")
    }

    @Test("the program has nothing to read")
    func input() throws {
        #expect(try script("cat; echo done").read() == "done")
    }
}
