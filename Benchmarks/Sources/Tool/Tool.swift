import Workstream
import WorkstreamPlugins

/// The smallest tool that could do real work: its size and its start are what everybody pays who embeds the framework.
@main
enum Tool {
    static func main() async throws {
        let plugins: PluginRegistry = [Shell(), CopyFile(), FileExists(), WaitForPort()]
        guard let directory = CommandLine.arguments.dropFirst().first else { return }
        let engine = try await Engine(storage: .directory(directory), plugins: plugins)
        print(await engine.recovery)
        let plan = Plan("tool") {
            Block("block") { Sequence("sequence") { Action("say", Shell.self, .init("echo", "done")) } }
        }
        print(try await engine.run(plan).status)
        try await engine.shutdown()
    }
}
