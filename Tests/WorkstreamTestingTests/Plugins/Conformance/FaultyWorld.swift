import Workstream

/// Named numbers, which plugins change and look at.
final class FaultyWorld: Sendable {
    private let state = Lock((values: [String: Int](), counts: [String: Int]()))

    /// What is seen of the world.
    var values: [String: Int] { state.withLock { $0.values } }

    func set(_ name: String, _ value: Int) {
        state.withLock { $0.values[name] = value }
    }

    /// How often this was asked for the word.
    func count(_ word: String) -> Int {
        state.withLock { state in
            state.counts[word, default: 0] += 1
            return state.counts[word, default: 0]
        }
    }
}
