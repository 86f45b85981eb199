/// What is upgraded: hosts that serve one stock.
///
/// ```text
/// shop/ports.json                             the port of each host
/// shop/stock.json                             what all servers read
/// shop/stock.backup.json                      the copy that the upgrade makes first
/// shop/web-1/current -> …/web-1/releases/1    what the host runs: the link that the upgrade switches
/// shop/web-1/log                              which versions its servers ran, one after another
/// shop/web-1/stopped                          there while its server is stopped on purpose
/// shop/web-1/releases/1/release.json
/// shop/web-1/releases/2/release.json
/// ```
struct Shop: Equatable, Sendable {
    /// The folder of everything.
    var folder: String
    /// Its hosts; the first is the canary.
    var hosts: [Host]

    /// The file that all servers read.
    var stock: String { folder + "/stock.json" }
    /// Where the upgrade keeps a copy of it.
    var stockBackup: String { folder + "/stock.backup.json" }
    /// The file that says which ports the hosts have.
    var portList: String { folder + "/ports.json" }

    /// The file that is there while the server of a host is stopped on purpose: when the shop comes up again, that one stays down.
    func stopMark(of host: String) -> String { folder + "/\(host)/stopped" }

    /// A host of the shop: a folder and a port of this machine.
    struct Host: Equatable, Sendable {
        /// What it is called.
        var name: String
        /// Its folder.
        var folder: String
        /// The port that its server listens on.
        var port: Int

        /// The symbolic link to the release that it runs.
        var current: String { folder + "/current" }

        /// The file in which its servers note their versions.
        var log: String { folder + "/log" }

        /// The folder of a release.
        func release(_ version: Int) -> String { folder + "/releases/\(version)" }

        /// A URL of its server.
        func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }
    }

    /// The shop in a folder, with a host for each port.
    init(folder: String, ports: [Int]) {
        self.folder = folder
        self.hosts = ports.enumerated().map { index, port in
            let name = "web-\(index + 1)"
            return Host(name: name, folder: folder + "/" + name, port: port)
        }
    }
}
