import Testing

@testable import Workstream

@Suite("Plan.outline")
struct PlanOutlineTests {
    @Test("an outline shows every node in order, with its plugin, its request and the options that differ from their defaults")
    func example() {
        let unpack = Node.Action(
            name: "unpack", plugin: "shell", request: ["arguments": ["unpack"]],
            bindings: [
                Binding(
                    target: JSON.Path([.key("arguments")]), operation: .append,
                    value: .source(.response(of: .key("up"), at: JSON.Path([.key("path")]))))
            ])
        let plan = Plan(
            name: "Deploy shop", purpose: "Copies the build to every host", labels: ["team": "web"],
            checks: [
                Node.Checks(
                    .continuous,
                    checks: [Node.Action(name: "shop answers", plugin: "http.probe", request: ["url": "http://shop"], timeout: .milliseconds(1500))],
                    interval: .seconds(10)),
                Node.Checks(.pre, checks: [Node.Action(name: "build exists", plugin: "files.exists", request: ["path": "/srv/build"])]),
            ],
            blocks: [
                Node.Block(
                    name: "Fleet",
                    sequences: [
                        Node.Sequence(
                            name: "web-2", after: ["web-1", "web-0"],
                            actions: [
                                Node.Action(
                                    name: "upload", key: "up", plugin: "shop upload", request: ["host": "web-2", "at": 1], timeout: nil, retries: 3),
                                unpack,
                            ])
                    ], exitDelay: .seconds(300), concurrency: 5, toleratedFailures: .percent(20))
            ],
            deferred: [
                Node.Batch(
                    name: "roll\nback", condition: .failure, isRequired: true,
                    actions: [Node.Action(name: "restore", plugin: "shell", request: .null, deadline: .seconds(60), effect: .idempotent)])
            ])
        let outline = """
            plan "Deploy shop" (purpose: "Copies the build to every host", labels: {"team":"web"})
              pre-checks
                check "build exists": files.exists {"path":"/srv/build"}
              continuous-checks (interval: 10s)
                check "shop answers": http.probe {"url":"http://shop"} (timeout: 1.5s)
              block "Fleet" (exit delay: 300s, concurrency: 5, tolerated failures: 20%)
                sequence "web-2" (after: "web-1", after: "web-0")
                  action "upload": "shop upload" {"at":1,"host":"web-2"} (key: "up", timeout: none, retries: 3)
                  action "unpack": shell {"arguments":["unpack"]} (binding: $.arguments += response of the key "up" at $.path)
              deferred batch "roll\\nback" (when: failure, required)
                action "restore": shell null (deadline: 60s, effect: idempotent)

            """
        #expect(plan.outline() == outline)
    }

    @Test("every option of every node shows when it is set")
    func everyOption() {
        let outline = PlanCodableTests.unusual.outline()
        for part in [
            #"group: "shop", key: "shop-eu", labels: {"build":"42","team":"web"}, metadata: {"ticket":{"number":7,"weight":1.5}}"#,
            #"on unknown outcome: decide, start limit: 3600s, defect: "misuse""#,
            #"bypass-checks (key: "skip", treats errors as no)"#,
            #"block "Fleet" (purpose: "all", key: "fleet", entrance delay: 1.5s, exit delay: 2s, concurrency: 3, tolerated failures: unlimited, exact, "#
                + #"tolerates skips, failure policy: cancel, defect: "c")"#,
            #"(purpose: "back", key: "undo", when: anyFailure, required, defect: "e")"#,
            #"binding: $.list += response of the key "up" at $.path otherwise null"#,
            #"binding: $.text = "at " + response of "upload" at $ + "!" otherwise {"a":1}"#,
            #"timeout: none, deadline: 90s, retries: 3, on unknown outcome: fail, defect: "a""#,
        ] {
            #expect(outline.contains(part))
        }
    }

    @Test("a stored plan has the outline of its definition")
    func stored() {
        var stored = SamplePlan.full.numbered()
        stored.blocks[0].sequences[0].actions[0].pluginVersion = 3
        stored.blocks[0].sequences[0].actions[0].effect = .idempotent
        stored.blocks[0].sequences[0].actions[0].hasPluginsEffect = true
        #expect(stored.outline() == SamplePlan.full.outline())
    }
}
