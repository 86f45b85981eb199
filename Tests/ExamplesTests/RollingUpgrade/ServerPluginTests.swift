import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@testable import rolling_upgrade

// How to test a plugin alone: make it, and call it with a context of one's own. No plan, no engine.

@Suite("StartServer, StopServer and ServiceAnswers", .timeLimit(.minutes(15)))
struct ServerPluginTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A shop whose servers are gone at the end.
    private func withShop(_ flags: String..., test: (Shop, Fleet) async throws -> Void) async throws {
        let setup = try ShopSetup(folder: folder["shop"], options: Options(flags))
        try setup.build()
        try await Fleet.with(program: BuiltProgram.url("rolling-upgrade"), of: setup.shop) { try await test(setup.shop, $0) }
        withExtendedLifetime(setup) {}
    }

    private func start(_ host: Shop.Host, of shop: Shop, in fleet: Fleet) async throws -> StartServer.Response {
        try await StartServer(fleet: fleet).execute(
            .init(host: host.name, release: host.current, port: host.port, stock: shop.stock), in: .alone())
    }

    @Test("the server that is started runs the release behind the link")
    func startsServer() async throws {
        try await withShop("--hosts", "2") { shop, fleet in
            let response = try await start(shop.hosts[0], of: shop, in: fleet)
            #expect(response.release == shop.hosts[0].release(1))
            #expect(kill(response.pid, 0) == 0)
        }
    }

    @Test("S33 starting again finds the server that is there already")
    func startsOnce() async throws {
        try await withShop("--hosts", "2") { shop, fleet in
            let first = try await start(shop.hosts[0], of: shop, in: fleet)
            #expect(try await start(shop.hosts[0], of: shop, in: fleet) == first)
        }
    }

    @Test("a server of another release is in the way")
    func occupied() async throws {
        try await withShop("--hosts", "2") { shop, fleet in
            let host = shop.hosts[0]
            _ = try await start(host, of: shop, in: fleet)
            let error = try await #require(throws: PluginError.self) {
                try await StartServer(fleet: fleet).execute(
                    .init(host: host.name, release: host.release(2), port: host.port, stock: shop.stock), in: .alone())
            }
            #expect(error.code == "shop.occupied" && error.isPermanent)
        }
    }

    @Test("a port that no server can listen on is refused before anything runs", arguments: [0, 65_536])
    func port(number: Int) throws {
        let request = StartServer.Request(host: "web-1", release: "/srv/current", port: number, stock: "/srv/stock.json")
        let fleet = Fleet(program: BuiltProgram.url("rolling-upgrade"), of: Shop(folder: "/srv", ports: []))
        #expect(throws: PluginError.self) { try StartServer(fleet: fleet).validate(request) }
    }

    @Test("a server that is stopped is gone, and stopping it again finds nothing to do")
    func stopsServer() async throws {
        try await withShop("--hosts", "2") { shop, fleet in
            let pid = try await start(shop.hosts[0], of: shop, in: fleet).pid
            let plugin = StopServer(fleet: fleet)
            #expect(try await plugin.execute(.init(host: "web-1"), in: .alone()) == .init(host: "web-1", pid: pid, wasKilled: false))
            #expect(kill(pid, 0) == -1)
            #expect(try await plugin.execute(.init(host: "web-1"), in: .alone()) == .init(host: "web-1", pid: nil, wasKilled: false))
        }
    }

    @Test("a host that was stopped stays down when the shop comes up again, until its server is started")
    func staysDown() async throws {
        try await withShop("--hosts", "2") { shop, fleet in
            let host = shop.hosts[0]
            _ = try await start(host, of: shop, in: fleet)
            _ = try await StopServer(fleet: fleet).execute(.init(host: host.name), in: .alone())
            let later = Fleet(program: BuiltProgram.url("rolling-upgrade"), of: shop)
            #expect(await later.hostsThatRun == [shop.hosts[1]])
            _ = try await start(host, of: shop, in: fleet)
            #expect(await later.hostsThatRun == shop.hosts)
        }
    }

    @Test("the service answers as long as enough of its hosts do")
    func service() async throws {
        try await withShop("--hosts", "3") { shop, fleet in
            for host in shop.hosts.dropFirst() {
                _ = try await start(host, of: shop, in: fleet)
                _ = try await WaitForPort().execute(.init("127.0.0.1", port: host.port, interval: .milliseconds(10)), in: .alone())
            }
            let urls = shop.hosts.map { $0.url("/stock") }
            #expect(try await ServiceAnswers().execute(.init(urls: urls, atLeast: 2), in: .alone()).answering == 2)
            let error = try await #require(throws: PluginError.self) {
                try await ServiceAnswers().execute(.init(urls: urls, atLeast: 3), in: .alone())
            }
            #expect(error.code == .checkFailed)
            #expect(error.message.hasPrefix("2 of 3 hosts serve customers, but 3 must."))
        }
    }

    @Test("a server that does not listen to SIGTERM is killed when its grace is over")
    func stubborn() async throws {
        try await withShop("--hosts", "2", "--stubborn", "1") { shop, fleet in
            let host = shop.hosts[0]
            let pid = try await start(host, of: shop, in: fleet).pid
            _ = try await WaitForPort().execute(.init("127.0.0.1", port: host.port, interval: .milliseconds(10)), in: .alone())
            let response = try await StopServer(fleet: fleet).execute(.init(host: host.name, grace: .milliseconds(100)), in: .alone())
            #expect(response == .init(host: host.name, pid: pid, wasKilled: true))
            #expect(kill(pid, 0) == -1)
        }
    }

    @Test("S45 a call that is cancelled does not wait for a stubborn server")
    func cancelled() async throws {
        try await withShop("--hosts", "2", "--stubborn", "1") { shop, fleet in
            let host = shop.hosts[0]
            _ = try await start(host, of: shop, in: fleet)
            _ = try await WaitForPort().execute(.init("127.0.0.1", port: host.port, interval: .milliseconds(10)), in: .alone())
            let call = Task { try await StopServer(fleet: fleet).execute(.init(host: host.name, grace: .seconds(3_600)), in: .alone()) }
            call.cancel()
            #expect(try await call.value.wasKilled)
        }
    }

    @Test("a check of the service that says nothing is refused", arguments: [0, 4])
    func emptyService(fewest: Int) {
        let request = ServiceAnswers.Request(urls: ["http://a/", "http://b/", "http://c/"], atLeast: fewest)
        #expect(throws: PluginError.self) { try ServiceAnswers().validate(request) }
    }
}
