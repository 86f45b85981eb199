import Testing

@Suite("Time, ids, randomness and tasks come from one place")
struct EnvironmentUseTests {
    /// What only `Environment` may do, as words and signs that stand one after another.
    private static let sources = [
        ["Date", "(", ")"], ["UUID", "(", ")"], [".", "random"], ["SystemRandomNumberGenerator"], ["Task", ".", "sleep"], ["Task", "{"],
        ["Task", "("],
        ["Task", ".", "detached"], ["ContinuousClock", ".", "now"], ["SuspendingClock"],
    ]

    /// Who else does it, and why.
    private static let exceptions: [String: String] = [
        "Base/SteadyClock.swift": "It is the clock that the environment and a storage in memory open.",
        "Engine/Environment.swift": "It is the place.",
        "Engine/Time/AlarmThread.swift": "It is the alarm that the environment makes, and sleeps on a thread of its own.",
        "Engine/Threads/PluginExecutor.swift": "It is how the environment begins plugin calls.",
        "Plugins/SecretCommand.swift": "A program lives in real time, whatever clock the engine runs on.",
    ]

    @Test("S72 nothing in Workstream but the environment asks for the time, a random number or an id, sleeps, or starts a task")
    func uses() throws {
        var used: Set<String> = []
        for file in try SourceTree.files(under: "Sources/Workstream") {
            let path = String(file.path.dropFirst("Sources/Workstream/".count))
            for source in Self.sources where file.contains(source) {
                used.insert(path)
                if Self.exceptions[path] == nil { Issue.record("\(file.path) contains \"\(source.joined())\": let the environment do it") }
            }
        }
        #expect(used == Set(Self.exceptions.keys), "Every exception is still one")
    }
}
