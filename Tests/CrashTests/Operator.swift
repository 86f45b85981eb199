import Workstream

@testable import WorkstreamPlugins
@testable import crash_program

/// The person who decides what becomes of an action whose outcome nobody knows: by looking into the ledger.
struct Operator: Sendable {
    /// Where to look.
    let world: World

    /// What becomes of an action.
    ///
    /// - Parameters:
    ///   - path: The action.
    ///   - number: The number of its run.
    /// - Returns: `nil` where it is still under way, so that nobody can say.
    func verdict(on path: NodePath, ofRun number: Int) throws -> Orders.Verdict? {
        let effect = "\(number)/\(path.name)"
        let entries = try world.entries(of: effect)
        guard try !isUnderWay(effect, entries) else { return nil }
        switch EffectPromise.all[path.name] {
        case .atMostOnce: return entries.isEmpty ? .failed : .completed
        case .probing: return entries.isEmpty ? .retry : .completed
        case .idempotent, nil: return .retry
        }
    }

    /// Whether a command lives that has outlived its engine.
    private func isUnderWay(_ effect: String, _ entries: [EffectLedger.Entry]) throws -> Bool {
        let begun = entries.count { $0.mark == .begin }
        let ended = entries.count { $0.mark == .end }
        return try begun > ended || ProcessSearch.isAnyAlive(with: "\(Shell.Request.marker)=\(world.folder)\(effect)")
    }
}
