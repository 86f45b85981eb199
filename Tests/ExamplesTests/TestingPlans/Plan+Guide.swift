import Workstream

extension Plan {
    /// The plan of the guide.
    static func deploy(_ build: String, to hosts: [String]) -> Plan {
        Plan("Deploy shop") {
            Block("Canary") {
                for host in hosts.prefix(1) { Sequence(host) { Action("upload", Upload.self, .init(file: build, host: host)).retries(2) } }
            }
            .exitDelay(.seconds(300))
            Block("Fleet") {
                for host in hosts.dropFirst() { Sequence(host) { Action("upload", Upload.self, .init(file: build, host: host)).retries(2) } }
            }
            .concurrency(5)
        }
    }
}
