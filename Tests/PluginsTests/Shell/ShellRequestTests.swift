import Testing
import Workstream
import WorkstreamPlugins

@Suite("A request to the Shell plugin")
struct ShellRequestTests {
    @Test("its arguments come one after another, or as a list")
    func initialisers() {
        #expect(Shell.Request("restore-previous").arguments == [])
        #expect(Shell.Request("cp", "a", "b") == Shell.Request("cp", arguments: ["a", "b"]))
        #expect(Shell.Request.script("echo $1", "x").arguments == ["-c", "echo $1", "sh", "x"])
        #expect(Shell.Request.script("echo").program == "/bin/sh")
    }

    @Test("it is stored with all that it says, and read again")
    func coding() throws {
        let request = Shell.Request(
            "tool", "a", environment: ["A": "1"], secretEnvironment: ["B": .file("/run/b")], inheritsEnvironment: false, directory: "/srv",
            standardInput: "in", expectedExitCodes: [0, 2], effect: .idempotent, outputLimit: 10, terminationGrace: .seconds(3))
        #expect(try JSON(encoding: request).decode(Shell.Request.self) == request)
        #expect(try JSON(encoding: Shell.Request("tool")).decode(Shell.Request.self) == Shell.Request("tool"))
    }

    @Test("a stored request that lacks newer fields has their defaults")
    func defaults() throws {
        #expect(try JSON.object(["program": "tool"]).decode(Shell.Request.self) == Shell.Request("tool"))
        #expect(throws: (any Error).self) { try JSON.object(["arguments": ["a"]]).decode(Shell.Request.self) }
    }

    @Test(
        "what cannot be meant is refused with a reason",
        arguments: [
            (Shell.Request(""), "no name"),
            (Shell.Request("tool", "a\0b"), "zero byte"),
            (Shell.Request("tool", environment: ["A=": ""]), "variable named"),
            (Shell.Request("tool", environment: ["WORKSTREAM_RUN": "x"]), "WORKSTREAM_RUN"),
            (Shell.Request("tool", secretEnvironment: ["WORKSTREAM_ACTION_TOKEN": .file("/a")]), "WORKSTREAM_ACTION_TOKEN"),
            (Shell.Request("tool", environment: ["A": "1"], secretEnvironment: ["A": .file("/a")]), "twice"),
            (Shell.Request("tool", secretEnvironment: ["A\0": .file("/a")]), "A\\0"),
            (Shell.Request("tool", directory: ""), "directory"),
            (Shell.Request("tool", expectedExitCodes: []), "No exit code"),
            (Shell.Request("tool", expectedExitCodes: [0, 256]), "256"),
            (Shell.Request("tool", expectedExitCodes: [-1]), "-1"),
            (Shell.Request("tool", outputLimit: -1), "output limit"),
            (Shell.Request("tool", terminationGrace: .seconds(26)), "26"),
            (Shell.Request("tool", terminationGrace: .seconds(-1)), "negative"),
        ] as [(Shell.Request, String)])
    func refused(request: Shell.Request, reason: String) throws {
        let error = #expect(throws: PluginError.self) { try Shell().validate(request) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.isPermanent == true)
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }

    @Test("what an instance is given is looked at as well")
    func refusedDefaults() {
        #expect(throws: PluginError.self) { try Shell(environment: ["A": "\0"]).validate(.init("tool")) }
        #expect(throws: Never.self) { try Shell(environment: ["A": "1"], directory: "/srv").validate(.init("tool", "a b")) }
    }

    @Test("a registry takes the plugin, also several under names of their own")
    func registry() {
        let registry: PluginRegistry = [Shell(), .named("shell.shop", Shell(environment: ["SHOP": "1"], directory: "/srv/shop"))]
        #expect(registry.faults.isEmpty)
        #expect(registry.names == ["shell.shop", "workstream.shell"])
    }

    @Test("earlier responses can be bound to its arguments, variables, directory and input")
    func bindings() {
        let find = Action("find", Shell.self, .init("find-build"))
        let use = Action("use", Shell.self, .init("use"))
            .binding(appendingTo: \.arguments, find.response.firstLine)
            .binding(\.environment, key: "BUILD", to: find.response.standardOutput)
            .binding(\.directory, to: find.response.firstLine)
            .binding(\.standardInput, to: find.response.standardError)
        #expect(use.node.defects.isEmpty)
        #expect(use.node.bindings.count == 4)
    }
}
