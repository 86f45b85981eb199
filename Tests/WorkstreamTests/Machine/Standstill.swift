import Testing
import Workstream

/// The two ways in which a run stands still.
enum Standstill: CaseIterable {
    /// People pause it (S43).
    case pause
    /// Its engine holds it (S44).
    case hold

    /// The run stands still from now on.
    func begin(_ trial: inout Trial) {
        switch self {
        case .pause: trial.pause()
        case .hold: trial.hold()
        }
    }

    /// The run goes on.
    func end(_ trial: inout Trial) {
        switch self {
        case .pause: trial.resume()
        case .hold: trial.release()
        }
    }
}
