import Workstream
import WorkstreamHTTP
import WorkstreamPlugins

extension PluginRegistry {
    /// The plugins that the plans of the shop use: bundled ones, and three of its own, which share the fleet.
    static func shop(_ fleet: Fleet) -> PluginRegistry {
        [
            StartServer(fleet: fleet), StopServer(fleet: fleet), ServiceAnswers(), HTTPProbe(), CopyFile(), FileExists(), SwitchSymlink(),
            WaitDuration(), WaitForPort(),
        ]
    }
}
