import Workstream
import WorkstreamPlugins

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Row {
    /// Programs that are started by actions.
    static var processes: [Row] {
        [
            Row(
                "shell", "Shell action with `/bin/true`, concurrency 2", count: 400, against: "bare `posix_spawn` and wait", .part(0.8),
                subject: { try await runTrue($0) }, baseline: { try await spawnTrue($0) })
        ]
    }

    private static func runTrue(_ count: Int) async throws -> Duration {
        let engine = try await Engine(storage: .memory, plugins: [Shell()])
        let request = try JSON(encoding: Shell.Request("/bin/true", arguments: []))
        let id = try await engine.submit(.uniform(count, 1, concurrency: 2, Shell.name, request))
        let duration = try await time {
            try await engine.start(id)
            try await engine.waitForEnd(of: id)
        }
        guard try await engine.snapshot(of: id).status == .completed else { throw SpawnFailure(code: 1) }
        try await engine.shutdown()
        return duration
    }

    private static func spawnTrue(_ count: Int) async throws -> Duration {
        try await time {
            try await withThrowingTaskGroup { group in
                for _ in 0..<2 {
                    group.addTask { for _ in 0..<count / 2 { try runToEnd("/bin/true") } }
                }
                try await group.waitForAll()
            }
        }
    }

    /// Starts a program and waits for its end, with nothing around it.
    static func runToEnd(_ program: String) throws {
        var process: pid_t = 0
        let code = program.withCString { path in
            var arguments: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: path), nil]
            return posix_spawn(&process, path, nil, nil, &arguments, environ)
        }
        guard code == 0 else { throw SpawnFailure(code: code) }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        guard status == 0 else { throw SpawnFailure(code: status) }
    }
}

/// A program could not be started, or did not end well.
struct SpawnFailure: Error {
    /// What the system says.
    let code: Int32
}
