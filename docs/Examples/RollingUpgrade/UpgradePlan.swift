import Workstream
import WorkstreamHTTP
import WorkstreamPlugins

// The heart of the example. A plan is a value: the functions here only say what is to be done, and the tests in Tests/ExamplesTests look at what they say
// without running any of it.

extension Plan {
    /// Moves a shop to another version, host by host, and back if that goes wrong.
    ///
    /// - Parameters:
    ///   - shop: The shop.
    ///   - version: The version that every host is to run.
    ///   - concurrency: How many hosts of the fleet are upgraded at a time.
    ///   - tolerated: How many hosts of the fleet may fail.
    static func shopUpgrade(of shop: Shop, to version: Int, concurrency: Int = 2, toleratedFailures tolerated: Int = 0) -> Plan {
        let backup = Action("copy the stock", CopyFile.self, .init(source: shop.stock, destination: shop.stockBackup))
        let stockURLs = shop.hosts.map { $0.url("/stock") }
        return Plan("Upgrade the shop", purpose: "Moves every host to version \(version), and back if that goes wrong") {
            PreChecks {
                Check("the stock is there", FileExists.self, .init(path: shop.stock, kind: .file))
                for host in shop.hosts {
                    Check("\(host.name) has version \(version)", FileExists.self, .init(path: host.release(version), kind: .directory))
                }
            }
            ContinuousChecks(every: .milliseconds(250)) {
                Check(
                    "the shop answers", ServiceAnswers.self,
                    .init(urls: stockURLs, atLeast: max(1, shop.hosts.count - concurrency - tolerated))
                )
                // One bad answer of a busy machine means nothing.
                .retries(1)
            }
            Block("Backup") {
                Sequence("stock") { backup }
            }
            Block("Canary", purpose: "Lets one host go first, and watches it for a while") {
                for host in shop.hosts.prefix(1) { Sequence(host.name) { upgrade(host, of: shop, to: version) } }
            }
            .exitDelay(.milliseconds(500))
            Block("Fleet") {
                for host in shop.hosts.dropFirst() { Sequence(host.name) { upgrade(host, of: shop, to: version) } }
            }
            .concurrency(concurrency)
            .toleratedFailures(tolerated)
            PostChecks {
                Check("the shop is open", ServiceAnswers.self, .init(urls: stockURLs, atLeast: max(1, shop.hosts.count - tolerated)))
            }
            Deferred("put back the stock", when: .failure, required: true) {
                // Bound to the copy that was made. Where none was made there is nothing to put back, and the action is skipped.
                Action("stock", CopyFile.self, .init(source: shop.stockBackup, destination: shop.stock))
                    .binding(\.source, to: backup.response.path)
            }
            for host in shop.hosts {
                Deferred("put back \(host.name)", when: .failure, required: true) { putBack(host, of: shop) }
            }
        }
        // One upgrade of a shop at a time; and by this whoever starts the tool again finds the one that was left unfinished.
        .key(shop.folder)
    }
}

/// The way of one host to another version.
@SequenceContent func upgrade(_ host: Shop.Host, of shop: Shop, to version: Int) -> SequenceContent.Body {
    Action("stop", StopServer.self, .init(host: host.name)).key(host.stopKey)
    Action("switch", SwitchSymlink.self, .init(path: host.current, target: host.release(version))).key(host.switchKey)
    start(host, of: shop)
    Action("warm up", WaitDuration.self, .init(.milliseconds(400)))
    PostChecks {
        Check(
            "answers", HTTPProbe.self,
            .init(url: host.url("/health"), expecting: 200, jsonEquals: ["$.open": true, "$.version": .integer(Int128(version))]))
    }
}

/// The way of one host back.
///
/// Every action is bound to what really happened. A host that was never stopped has no such answer, and its actions are skipped; one that was stopped but not
/// switched is only started again; one that was switched goes back to the path that the switch found, whatever that was.
@BatchContent func putBack(_ host: Shop.Host, of shop: Shop) -> BatchContent.Body {
    let stopped = ResponseHandle(key: host.stopKey, of: StopServer.self)
    let switched = ResponseHandle(key: host.switchKey, of: SwitchSymlink.self)
    Action("stop", StopServer.self, .init(host: host.name)).binding(\.host, to: stopped.host)
    Action("switch back", SwitchSymlink.self, .init(path: host.current, target: host.current)).binding(\.target, to: switched.previous)
    start(host, of: shop, ifStoppedBy: stopped)
}

extension Shop.Host {
    // Keys name actions to bindings, across the plan.
    fileprivate var stopKey: String { "\(name) stop" }
    fileprivate var switchKey: String { "\(name) switch" }
}
