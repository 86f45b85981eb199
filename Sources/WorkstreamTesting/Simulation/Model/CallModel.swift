import Workstream

/// What calls of one action or check do, as far as chance decides it.
struct CallModel: Sendable {
    /// How long they take.
    var duration: DurationDistribution
    /// The chance to fail before the effect.
    var failsBefore = 0.0
    /// The chance to fail after the effect.
    var failsAfter = 0.0
    /// The chance to hang.
    var hangs = 0.0
    /// The chance to ignore a cancellation.
    var ignoresCancellation = 0.0
    /// The chance that a probe cannot tell.
    var cannotTell = 0.0
    /// What the calls of an attempt do where nothing is left to chance.
    var script: (@Sendable (_ attempt: Int) -> CallFate)?
    /// What people decide where an attempt did not happen; nil: as chance has it.
    var verdict: StoryMoment.Deed.Verdict?
    /// What failing calls throw.
    var error = PluginError(.failed, "The call failed. The simulation drew that by lot.")

    /// Calls that succeed after a plausible time: between a hundredth and a quarter of their timeout, which is 30 seconds where there is none.
    init(timeout: Duration?) {
        let limit = timeout ?? Node.Action.defaultTimeout
        duration = .uniform(limit / 100...limit / 4)
    }

    /// A chance from 0 to 1.
    static func chance(_ number: Double) -> Double { number > 0 ? min(number, 1) : 0 }

    /// What one call does.
    ///
    /// Always the same numbers are drawn in the same order, so that a change of one trait changes nothing about the others.
    func draw(_ random: inout SeededGenerator) -> CallFate {
        let duration = duration.draw(&random)
        let effect = random.nextFraction()
        let failure = random.nextFraction()
        let hang = random.nextFraction()
        let isStubborn = random.nextFraction() < ignoresCancellation
        let time = Duration.nanoseconds(Int64(Double(duration.wholeNanoseconds) * effect))
        let ending: CallFate.Ending =
            if hang < hangs {
                hang < hangs / 2 ? .hangsBefore : .hangsAfter
            } else if failure < failsBefore {
                .failsBefore
            } else if failure < failsBefore + failsAfter {
                .failsAfter
            } else {
                .answers
            }
        return CallFate(untilEffect: time, rest: duration - time, ending: ending, isStubborn: isStubborn)
    }
}
