import Foundation
import Testing
import Workstream
import WorkstreamHTTP

@testable import rolling_upgrade

// How to test a plugin alone: make it, and call it with a context of one's own. No plan, no engine.

@Suite("StartServer, StopServer and ServiceAnswers", .timeLimit(.minutes(1)))
struct ServerPluginTests {
    let folder: TemporaryFolder
    let fleet = Fleet(program: BuiltProgram.url("rolling-upgrade"))

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A shop with its servers stopped at the end.
    private func withShop(_ flags: String..., test: (Shop) async throws -> Void) async throws {
        let setup = try ShopSetup(folder: folder["shop"], options: Options(flags))
        try setup.build()
        let result: Result<Void, any Error>
        do { result = .success(try await test(setup.shop)) } catch { result = .failure(error) }
        await fleet.stopAll()
        try withExtendedLifetime(setup) { try result.get() }
    }

    private func start(_ host: Shop.Host, of shop: Shop) async throws -> StartServer.Response {
        try await StartServer(fleet: fleet).execute(
            .init(host: host.name, release: host.current, port: host.port, stock: shop.stock), in: .alone())
    }

    @Test("the server that is started runs the release behind the link")
    func startsServer() async throws {
        try await withShop("--hosts", "2") { shop in
            let response = try await start(shop.hosts[0], of: shop)
            #expect(response.release == shop.hosts[0].release(1))
            #expect(kill(response.pid, 0) == 0)
        }
    }

    @Test("S33 starting again finds the server that is there already")
    func startsOnce() async throws {
        try await withShop("--hosts", "2") { shop in
            let first = try await start(shop.hosts[0], of: shop)
            #expect(try await start(shop.hosts[0], of: shop) == first)
        }
    }

    @Test("a server of another release is in the way")
    func occupied() async throws {
        try await withShop("--hosts", "2") { shop in
            let host = shop.hosts[0]
            _ = try await start(host, of: shop)
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
        #expect(throws: PluginError.self) { try StartServer(fleet: fleet).validate(request) }
    }

    @Test("a server that is stopped is gone, and stopping it again finds nothing to do")
    func stopsServer() async throws {
        try await withShop("--hosts", "2") { shop in
            let pid = try await start(shop.hosts[0], of: shop).pid
            let plugin = StopServer(fleet: fleet)
            #expect(try await plugin.execute(.init(host: "web-1"), in: .alone()) == .init(host: "web-1", pid: pid, wasKilled: false))
            #expect(kill(pid, 0) == -1)
            #expect(try await plugin.execute(.init(host: "web-1"), in: .alone()) == .init(host: "web-1", pid: nil, wasKilled: false))
        }
    }

    @Test("the service answers as long as enough of its hosts do")
    func service() async throws {
        try await withShop("--hosts", "3") { shop in
            let urls = shop.hosts.map { $0.url("/stock") }
            let plugin = ServiceAnswers()
            let error = try await #require(throws: PluginError.self) { try await plugin.execute(.init(urls: urls, atLeast: 1), in: .alone()) }
            #expect(error.code == .checkFailed)
            #expect(error.message.hasPrefix("0 of 3 hosts serve customers, but 1 must."))
        }
    }

    @Test("a check of the service that says nothing is refused", arguments: [0, 4])
    func emptyService(fewest: Int) {
        let request = ServiceAnswers.Request(urls: ["http://a/", "http://b/", "http://c/"], atLeast: fewest)
        #expect(throws: PluginError.self) { try ServiceAnswers().validate(request) }
    }
}
