import Testing

@Suite("The machine is pure")
struct PurityTests {
    @Test("S62 nothing in Machine/ waits, starts a task, looks at a clock, draws a number, locks, stores or prints")
    func words() throws {
        let forbidden: Set<String> = [
            "await", "async", "actor", "Task", "TaskGroup", "AsyncStream", "ContinuousClock", "SuspendingClock", "SteadyClock", "Date", "UUID",
            "random",
            "SystemRandomNumberGenerator", "Lock", "Mutex", "Storage", "Environment", "print", "import",
        ]
        let files = try SourceTree.files(under: "Sources/Workstream/Machine")
        #expect(!files.isEmpty)
        for file in files {
            for word in forbidden.intersection(file.tokens).sorted() { Issue.record("\(file.path) contains \"\(word)\"") }
        }
    }
}
