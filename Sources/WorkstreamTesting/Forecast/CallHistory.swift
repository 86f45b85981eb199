public import Workstream

/// How long calls took in earlier runs, and how often they failed: by path where enough is known of it, else by plugin.
///
/// ```swift
/// let archive = try await RunArchive(.directory("runs"))
/// let history = try await CallHistory(of: archive, matching: RunQuery(plan: "Deploy shop"))
/// ```
public struct CallHistory: Sendable {
    /// How many attempts at one path are enough to tell it apart from others of its plugin.
    public static let enough = 10

    private var byPlace: [Place: Record] = [:]
    private var byPlugin: [String: Record] = [:]

    /// An action or check, as long as it has the same plugin.
    private struct Place: Hashable {
        var path: NodePath
        var plugin: String
    }

    /// What is known of some calls.
    fileprivate struct Record: Sendable {
        var durations: [Duration] = []
        var failures = 0
        var permanent = 0
        var hangs = 0
        var attempts: Int { durations.count + hangs }
    }

    /// A history of nothing.
    public init() {}

    /// The history of the last runs that match a query and have ended.
    ///
    /// - Parameters:
    ///   - archive: Where the runs are kept.
    ///   - query: Which runs.
    ///   - limit: At most so many, the newest ones.
    /// - Throws: What the storage throws.
    /// - Complexity: O(events of those runs).
    public init(of archive: RunArchive, matching query: RunQuery = .all, limit: Int = 100) async throws {
        var cursor: Cursor?
        var missing = limit
        repeat {
            let page = try await archive.runs(matching: query, after: cursor)
            for head in page.items where head.status.isFinal && missing > 0 {
                add(try await archive.run(head.id))
                missing -= 1
            }
            cursor = page.next
        } while cursor != nil && missing > 0
    }

    /// Adds the attempts of a run.
    ///
    /// Those that were cut off by something else than their own time, or interrupted with their engine, say nothing about how calls go.
    public mutating func add(_ run: Run) {
        for node in run.nodes {
            guard let action = node.action else { continue }
            for attempt in action.state.attempts where attempt.interruptions == 0 && attempt.cut != .policy {
                add(attempt, action.definition.plugin, node.path)
            }
        }
    }

    private mutating func add(_ attempt: Run.Attempt, _ plugin: String, _ path: NodePath) {
        guard let duration = attempt.duration else { return }
        var record = Record()
        if attempt.cut == .none {
            record.durations = [duration]
            if let error = attempt.error {
                record.failures = 1
                record.permanent = error.isPermanent ? 1 : 0
            }
        } else {
            record.hangs = 1
        }
        byPlace[Place(path: path, plugin: plugin), default: Record()].add(record)
        byPlugin[plugin, default: Record()].add(record)
    }

    /// Changes what is assumed of calls to what is known of them.
    func inform(_ model: inout CallModel, _ path: NodePath, _ plugin: String) {
        let known = byPlace[Place(path: path, plugin: plugin)].flatMap { $0.attempts >= Self.enough ? $0 : nil } ?? byPlugin[plugin]
        guard let known, known.attempts > 0 else { return }
        let attempts = Double(known.attempts)
        if !known.durations.isEmpty { model.duration = .observed(known.durations) }
        model.hangs = Double(known.hangs) / attempts
        model.failsBefore = Double(known.failures) / attempts
        if known.permanent * 2 > known.failures {
            model.error = PluginError(.failed, "The call failed, as earlier ones did.", isPermanent: true)
        }
    }
}

extension CallHistory.Record {
    /// Adds what is known of other calls.
    fileprivate mutating func add(_ other: Self) {
        durations += other.durations
        failures += other.failures
        permanent += other.permanent
        hangs += other.hangs
    }
}
