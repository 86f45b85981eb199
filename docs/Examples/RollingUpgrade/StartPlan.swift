import Workstream
import WorkstreamPlugins

extension Plan {
    /// Starts servers of a shop, all at once, and waits until they listen.
    static func shopStart(of shop: Shop, hosts: [Shop.Host]) -> Plan {
        Plan("Start the shop") {
            Block("Hosts") {
                for host in hosts { Sequence(host.name) { start(host, of: shop) } }
            }
            .concurrency(hosts.count)
        }
    }
}

/// Starts the release behind a host's link, and waits until its server listens.
///
/// Parts of plans are functions: the start of the shop, the upgrade of a host and its way back all use this one.
///
/// - Parameter stop: The action that must have stopped the host for this to happen; `nil`: it happens anyway.
func start(_ host: Shop.Host, of shop: Shop, ifStoppedBy stop: ResponseHandle<StopServer>? = nil) -> [Node.Action] {
    var start = Action("start", StartServer.self, .init(host: host.name, release: host.current, port: host.port, stock: shop.stock))
    if let stop { start = start.binding(\.host, to: stop.host) }
    let listens = Action("listens", WaitForPort.self, .init("127.0.0.1", port: host.port, interval: .milliseconds(20), limit: .seconds(10)))
        .binding(\.port, to: start.response.port)
    return [start.node, listens.node]
}
