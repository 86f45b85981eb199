import Workstream

// The example of the design, word for word: it must compile inside `extension Plan`, beside a function that takes the standard library's `Sequence`.

/// Takes the standard library's protocol in a file that imports this module.
func sum(_ numbers: some Sequence<Int>) -> Int { numbers.reduce(0, +) }

extension Plan {
    static func shopUpgrade(to build: String, hosts: [String]) -> Plan {
        Plan("Deploy shop", purpose: "Copies the build to every web host and restarts it there") {
            PreChecks { Check("build exists", FileExists.self, .init(path: build)) }
            ContinuousChecks(every: .seconds(10)) { Check("shop answers", HTTPProbe.self, .init(url: shop, expecting: 200)) }
            Block("Canary") { Sequence("web-1") { deploy(build, to: "web-1") } }
                .exitDelay(.seconds(300))
            Block("Fleet") {
                for host in hosts.dropFirst() {
                    Sequence(host) {
                        deploy(build, to: host)
                        PostChecks { Check("answers", HTTPProbe.self, .init(url: "http://\(host)/health", expecting: 200)) }
                    }
                }
            }
            .concurrency(5)
            .toleratedFailures(2)
            Deferred("roll back", when: .failure, required: true) {
                Action("restore", Shell.self, .init("restore-previous"))
            }
        }
    }
}

@SequenceContent func deploy(_ build: String, to host: String) -> [Node.Action] {
    let upload = Action("upload", Upload.self, .init(file: build, host: host)).retries(3)
    upload
    Action("unpack", Shell.self, .init("unpack")).binding(appendingTo: \.arguments, upload.response.path)  // checked by the compiler, stored as data
}
