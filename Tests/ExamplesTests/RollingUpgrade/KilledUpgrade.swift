import Foundation
import Workstream

@testable import rolling_upgrade

/// When an upgrade is killed, and what it is to come to all the same.
struct KilledUpgrade: Sendable, CustomStringConvertible {
    /// What each of the first processes prints right before it is killed.
    let moments: [String]
    /// The flags of every process.
    let flags: [String]
    /// The version that every host is to run in the end.
    let version: Int

    /// An upgrade that succeeds in spite of everything.
    static func upgraded(_ moments: String..., flags: String...) -> KilledUpgrade {
        KilledUpgrade(moments: moments, flags: flags, version: 2)
    }

    /// An upgrade that fails, and puts everything back in spite of everything.
    static func putBack(_ moments: String...) -> KilledUpgrade {
        KilledUpgrade(moments: moments, flags: ["--break", "3"], version: 1)
    }

    /// The exit code of the last process.
    var exitCode: Int32 { version == 2 ? 0 : 1 }

    /// The moments and the flags.
    var description: String { (moments + flags).joined(separator: ", ") }

    /// Moments of the whole way, in order.
    static let all: [KilledUpgrade] = [
        // Before the run, at its start, in its gate.
        .upgraded("servers run version 1"),
        .upgraded("event 2: (plan) began"),
        .upgraded("continuous-checks groupBegan"),
        .upgraded("copy the stock attemptBegan"),
        // During the canary.
        .upgraded("Canary/web-1/stop attemptBegan"),
        .upgraded("Canary/web-1/stop attemptEnded"),
        .upgraded("Canary/web-1/switch attemptBegan"),
        .upgraded("Canary/web-1/start attemptBegan"),
        .upgraded("runs release 2"),
        .upgraded("Canary/web-1/warm up attemptBegan"),
        .upgraded("Canary/web-1/post-checks groupBegan"),
        // In a delay.
        .upgraded("Canary is watched for a while"),
        // During the fleet.
        .upgraded("Fleet/web-2/stop attemptBegan"),
        .upgraded("Fleet/web-3/switch attemptEnded"),
        .upgraded("Fleet/web-2/listens attemptBegan"),
        .upgraded("Fleet/web-2/warm up attemptBegan"),
        .upgraded("Fleet/web-2 completed"),
        .upgraded("Fleet/web-4/start attemptBegan"),
        .upgraded("Fleet/web-4/warm up attemptBegan"),
        // While it is paused.
        .upgraded("Paused at Fleet/web-2/switch", flags: "--pause-at", "Fleet/web-2/switch", "--pause-for", "1"),
        // In deferred work.
        .putBack("put back the stock/stock attemptBegan"),
        .putBack("put back web-1/stop attemptEnded"),
        .putBack("put back web-2/switch back attemptBegan"),
        .putBack("put back web-3/start attemptBegan"),
        // Again and again.
        .upgraded("Canary/web-1/switch attemptBegan", "Fleet/web-3/start attemptBegan"),
        .upgraded("Fleet/web-2/warm up attemptBegan", "Took up"),
        .upgraded("event 2: (plan) began", "Canary is watched for a while", "Fleet/web-4/stop attemptBegan"),
        .putBack("Fleet/web-2/switch attemptBegan", "put back web-2/start attemptBegan"),
    ]
}
