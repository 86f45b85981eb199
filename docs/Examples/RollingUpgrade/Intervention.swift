import Foundation
import Workstream

/// What somebody does to a run half way, as the flags say: it is paused for a while, or stopped, when an action begins.
struct Intervention: Equatable, Sendable {
    /// What is done.
    enum Kind: Equatable, Sendable {
        /// Nothing new begins for that long; `nil`: until somebody presses Enter.
        case pause(Duration?)
        /// The run is ended.
        case stop(StopStrength)
    }

    /// What is done.
    let kind: Kind
    /// The path of the action, for people.
    let path: NodePath
    /// Its number in the plan, by which events name it.
    let node: Int

    /// An intervention at an action.
    ///
    /// - Throws: `Options.Misuse` when the plan has no action there.
    init(_ kind: Kind, at path: String, in plan: Plan) throws(Options.Misuse) {
        guard let visit = plan[NodePath(path)], case .action = visit.node else {
            throw Options.Misuse(
                description: "The plan has no action \"\(path)\", so nothing would be paused or stopped there. Give a path such as "
                    + "\"Fleet/web-2/switch\": block, sequence, action, as --plan prints them.")
        }
        self.kind = kind
        self.path = visit.path
        node = visit.number
    }

    /// Waits until the action begins, and intervenes.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - engine: Who drives it.
    ///   - number: The number of the last event that is history: what began before it began in another process.
    /// - Throws: What the engine throws when it can no longer tell, such as after Ctrl-C.
    func wait(in id: Run.ID, of engine: Engine, after number: Int) async throws {
        for try await event in engine.events(of: id, after: number) {
            guard event.node == node, case .attemptBegan = event.kind else { continue }
            do {
                return try await intervene(in: id, of: engine)
            } catch let error as EngineError where error.code == .ended {
                // What comes from outside may always come too late.
                return Console.complain("Too late at \(path): \(error)")
            }
        }
    }

    /// Lets a run go on that is paused, when its time has come.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - engine: Who drives it.
    ///   - time: After how long; `nil`: when somebody presses Enter.
    ///   - what: What is told of the pause before.
    static func resume(_ id: Run.ID, of engine: Engine, after time: Duration?, telling what: String) async throws {
        let end = time.map { "It goes on in \($0)." } ?? "Press Enter to go on."
        Console.print("\(what) \(end)")
        if let time { try await Task.sleep(for: time) } else { await Console.enter() }
        try await engine.resume(id, by: author)
        Console.print("Resumed.")
    }

    private static let author = "rolling-upgrade"

    private func intervene(in id: Run.ID, of engine: Engine) async throws {
        switch kind {
        case .pause(let time):
            try await engine.pause(id, by: Self.author, because: "--pause-at \(path)")
            let told = "Paused at \(path): what is under way finishes, and nothing new begins."
            try await Self.resume(id, of: engine, after: time, telling: told)
        case .stop(let strength):
            try await engine.stop(id, strength, by: Self.author, because: "--stop-at \(path)")
            Console.print("Stopped at \(path), as hard as \(strength).")
        }
    }
}

extension Options {
    /// What the flags do to a run of a plan half way.
    ///
    /// - Throws: `Misuse` when the plan has no such action.
    func interventions(in plan: Plan) throws(Misuse) -> [Intervention] {
        var interventions: [Intervention] = []
        if let pauseAt { interventions.append(try Intervention(.pause(pauseFor), at: pauseAt, in: plan)) }
        if let stopAt { interventions.append(try Intervention(.stop(stopHow ?? .finishActions), at: stopAt, in: plan)) }
        return interventions
    }
}
