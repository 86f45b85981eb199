import Testing
import Workstream
import WorkstreamHTTP
import WorkstreamPlugins

@testable import rolling_upgrade

// How to test the code that makes a plan: make the plan, and look at it. Nothing runs.

@Suite("Plan.shopUpgrade")
struct UpgradePlanTests {
    let shop = Shop(folder: "/srv/shop", ports: [8_001, 8_002, 8_003, 8_004])
    let plan: Plan

    init() {
        plan = Plan.shopUpgrade(of: shop, to: 2, concurrency: 2, toleratedFailures: 1)
    }

    @Test("the stock is copied first, then one host goes, then the others")
    func order() {
        #expect(plan.blocks.map(\.name) == ["Backup", "Canary", "Fleet"])
        #expect(plan.blocks[1].sequences.map(\.name) == ["web-1"])
        #expect(plan.blocks[2].sequences.map(\.name) == ["web-2", "web-3", "web-4"])
    }

    @Test("S40 neither the start nor the upgrade has faults")
    func faults() {
        let plugins = PluginRegistry.shop(Fleet(program: BuiltProgram.url("rolling-upgrade"), of: shop))
        #expect(plan.validate(with: plugins).description == "no faults")
        #expect(Plan.shopStart(of: shop, hosts: shop.hosts).validate(with: plugins).description == "no faults")
    }

    @Test("the canary is watched for a while, and the fleet has the limits that were asked for")
    func limits() {
        #expect(plan.block("Canary")?.exitDelay == .milliseconds(500))
        #expect(plan.block("Fleet")?.concurrency == 2)
        #expect(plan.block("Fleet")?.toleratedFailures == .count(1))
    }

    @Test("every host is stopped, switched, started and then probed", arguments: ["Canary/web-1", "Fleet/web-2", "Fleet/web-3", "Fleet/web-4"])
    func sequences(path: String) throws {
        let sequence = try #require(plan.sequence(NodePath(path)))
        #expect(sequence.actions.map(\.name) == ["stop", "switch", "start", "listens", "warm up"])
        #expect(sequence.checks.map(\.kind) == [.post])
        #expect(sequence.checks[0].checks.map(\.name) == ["answers"])
    }

    @Test("S48 the plan works on the shop's folder, so that there is one upgrade of a shop at a time")
    func key() {
        #expect(plan.key == shop.folder)
    }

    @Test("the requests of a host name its own folder and port")
    func requests() throws {
        let sequence = try #require(plan.sequence("Fleet/web-3"))
        #expect(try sequence.actions[0].request(as: StopServer.self) == .init(host: "web-3"))
        #expect(
            try sequence.actions[1].request(as: SwitchSymlink.self)
                == .init(path: "/srv/shop/web-3/current", target: "/srv/shop/web-3/releases/2"))
        #expect(
            try sequence.actions[2].request(as: StartServer.self)
                == .init(host: "web-3", release: "/srv/shop/web-3/current", port: 8_003, stock: "/srv/shop/stock.json"))
        let probe = try #require(plan.action("Fleet/web-3/post-checks/answers")).request(as: HTTPProbe.self)
        #expect(probe.url == "http://127.0.0.1:8003/health")
        #expect(probe.jsonEquals == ["$.open": true, "$.version": 2])
    }

    @Test("the service may miss the hosts that are under way and those that may fail, and never all", arguments: [(1, 0, 3), (2, 1, 1), (3, 3, 1)])
    func service(concurrency: Int, tolerated: Int, fewest: Int) throws {
        let plan = Plan.shopUpgrade(of: shop, to: 2, concurrency: concurrency, toleratedFailures: tolerated)
        let check = try #require(plan.action("continuous-checks/the shop answers")).request(as: ServiceAnswers.self)
        #expect(check.atLeast == fewest)
        #expect(check.urls == [8_001, 8_002, 8_003, 8_004].map { "http://127.0.0.1:\($0)/stock" })
    }

    @Test("everything is put back after a failure, the stock before the hosts, and that must succeed")
    func rollback() {
        #expect(plan.deferred.map(\.name) == ["put back the stock", "put back web-1", "put back web-2", "put back web-3", "put back web-4"])
        #expect(plan.deferred.allSatisfy { $0.condition == .failure && $0.isRequired })
    }

    @Test("S29 what puts a host back is bound to what was done to that host")
    func bindings() throws {
        let outline = plan.outline()
        #expect(outline.contains(#"(binding: $.target = response of the key "web-3 switch" at $.previous)"#))
        let batch = try #require(plan.batch("put back web-3"))
        #expect(batch.actions.allSatisfy { $0.bindings.count == 1 && $0.defects.isEmpty })
    }

    @Test("the outline of the smallest shop is the one that was reviewed")
    func outline() {
        let lines = Plan.shopUpgrade(of: Shop(folder: "/s", ports: [81, 82]), to: 2, concurrency: 1).outline().split(separator: "\n")
        // The requests stand in the tests above; this is about the shape.
        let shape = lines.map { line in line.prefix { $0 != ":" && $0 != "(" }.trimmingSuffix(while: \.isWhitespace) }
        #expect(
            shape == [
                #"plan "Upgrade the shop""#,
                "  pre-checks",
                #"    check "the stock is there""#,
                #"    check "web-1 has version 2""#,
                #"    check "web-2 has version 2""#,
                "  continuous-checks",
                #"    check "the shop answers""#,
                #"  block "Backup""#,
                #"    sequence "stock""#,
                #"      action "copy the stock""#,
                #"  block "Canary""#,
                #"    sequence "web-1""#,
                #"      action "stop""#,
                #"      action "switch""#,
                #"      action "start""#,
                #"      action "listens""#,
                #"      action "warm up""#,
                "      post-checks",
                #"        check "answers""#,
                #"  block "Fleet""#,
                #"    sequence "web-2""#,
                #"      action "stop""#,
                #"      action "switch""#,
                #"      action "start""#,
                #"      action "listens""#,
                #"      action "warm up""#,
                "      post-checks",
                #"        check "answers""#,
                "  post-checks",
                #"    check "the shop is open""#,
                #"  deferred batch "put back the stock""#,
                #"    action "stock""#,
                #"  deferred batch "put back web-1""#,
                #"    action "stop""#,
                #"    action "switch back""#,
                #"    action "start""#,
                #"    action "listens""#,
                #"  deferred batch "put back web-2""#,
                #"    action "stop""#,
                #"    action "switch back""#,
                #"    action "start""#,
                #"    action "listens""#,
            ])
    }

    @Test("a plan made twice is equal, and one for another version is not")
    func twice() {
        #expect(plan == Plan.shopUpgrade(of: shop, to: 2, concurrency: 2, toleratedFailures: 1))
        #expect(plan != Plan.shopUpgrade(of: shop, to: 3, concurrency: 2, toleratedFailures: 1))
    }
}

extension StringProtocol {
    /// The text without the characters at its end that match.
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        guard let last = lastIndex(where: { !isTrimmed($0) }) else { return "" }
        return String(self[...last])
    }
}
