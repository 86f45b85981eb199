#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Row {
    /// What the framework adds to a tool: static and stripped where the package was built so, as `run` does.
    static var tool: [Row] {
        [
            Row(
                "tool-size", "size of a tool with engine, flat files, Shell, Files, Wait", cost: "MiB", against: "an empty program", .atMost(9),
                subject: { try size(of: "benchmark-tool") }, baseline: { try size(of: "benchmark-empty") }),
            Row(
                "tool-start", "the same, from its start to its end", cost: "ms", against: "an empty program", .atMost(10),
                subject: { try startUp(of: "benchmark-tool") }, baseline: { try startUp(of: "benchmark-empty") }),
        ]
    }

    /// A program that was built beside this one.
    private static func path(of program: String) -> String {
        let own = CommandLine.arguments[0]
        return own[..<(own.lastIndex(of: "/").map { own.index(after: $0) } ?? own.startIndex)] + program
    }

    private static func size(of program: String) throws -> Double {
        var status = stat()
        guard stat(path(of: program), &status) == 0 else { throw SpawnFailure(code: errno) }
        return Double(status.st_size) / Double(1 << 20)
    }

    private static func startUp(of program: String) throws -> Double {
        let path = path(of: program)
        let clock = ContinuousClock()
        let duration = try clock.measure { for _ in 0..<20 { try runToEnd(path) } }
        return duration / .milliseconds(20)
    }
}
