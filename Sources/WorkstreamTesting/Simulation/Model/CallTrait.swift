public import Workstream

/// Something that calls do in a simulated world: how long they take, and what may go wrong with them.
///
/// ```swift
/// .modelling(at: "Fleet/*/upload", .duration(.exponential(mean: .seconds(40))), .fails(0.05), .hangs(0.001))
/// ```
///
/// A chance is a number from 0 to 1; what lies outside is taken for the nearest of the two.
public struct CallTrait: Sendable {
    /// Changes what is known of calls.
    let change: @Sendable (inout CallModel) -> Void

    /// On which side of its effect a call goes wrong.
    public enum Moment: Sendable, Hashable, CaseIterable {
        /// The world is as it was.
        case beforeEffect
        /// The world has changed, and whoever asked for it is told that it has not.
        case afterEffect
    }

    /// How long a call takes; its effect comes at any moment of that time.
    public static func duration(_ distribution: DurationDistribution) -> CallTrait {
        CallTrait { $0.duration = distribution }
    }

    /// Calls fail with this chance; the action may be tried again.
    ///
    /// - Parameters:
    ///   - chance: How likely it is.
    ///   - moment: Before the effect, or after it.
    ///   - error: What they throw; an error with code `.failed` where none is given. One that is permanent ends the action.
    public static func fails(_ chance: Double, _ moment: Moment = .beforeEffect, with error: PluginError? = nil) -> CallTrait {
        CallTrait { model in
            switch moment {
            case .beforeEffect: model.failsBefore = CallModel.chance(chance)
            case .afterEffect: model.failsAfter = CallModel.chance(chance)
            }
            if let error { model.error = error }
        }
    }

    /// Calls hang with this chance until they are cancelled: before their effect or after it, as chance has it.
    public static func hangs(_ chance: Double) -> CallTrait {
        CallTrait { $0.hangs = CallModel.chance(chance) }
    }

    /// Calls ignore with this chance that they are cancelled.
    public static func ignoresCancellation(_ chance: Double) -> CallTrait {
        CallTrait { $0.ignoresCancellation = CallModel.chance(chance) }
    }

    /// A plugin that is asked what a call did cannot tell, with this chance; otherwise it tells the truth.
    public static func cannotTell(_ chance: Double) -> CallTrait {
        CallTrait { $0.cannotTell = CallModel.chance(chance) }
    }
}
