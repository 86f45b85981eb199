import Workstream

/// What the event thread has to tell the task that runs a program: bytes of two streams, and the end.
///
/// Bounded: the event thread stops reading a stream that is full, so the program waits until the task has caught up.
final class ProcessMailbox: Sendable {
    /// How many unread bytes of one stream make it full.
    static let capacity = 256 * 1024

    /// Everything that came since the last time.
    struct News: Sendable {
        /// New bytes of the standard output.
        var standardOutput: [UInt8] = []
        /// New bytes of the standard error.
        var standardError: [UInt8] = []
        /// The end, after which nothing comes.
        var ending: ProcessEnding?

        /// Whether the event thread may have stopped reading because of these bytes.
        var wasFull: Bool { standardOutput.count >= capacity || standardError.count >= capacity }
        /// Whether there is nothing to tell.
        var isEmpty: Bool { standardOutput.isEmpty && standardError.isEmpty && ending == nil }
    }

    private struct State {
        var news = News()
        var reader: CheckedContinuation<Void, Never>?
    }

    private let state = Lock(State())

    /// Adds bytes of a stream; `false` when the stream is full now.
    func put(_ bytes: UnsafeRawBufferPointer, from channel: OutputChannel) -> Bool {
        let (reader, hasRoom) = state.withLock { state in
            let count: Int
            switch channel {
            case .standardOutput:
                state.news.standardOutput.append(contentsOf: bytes)
                count = state.news.standardOutput.count
            case .standardError:
                state.news.standardError.append(contentsOf: bytes)
                count = state.news.standardError.count
            }
            return (state.reader.take(), count < Self.capacity)
        }
        reader?.resume()
        return hasRoom
    }

    /// Tells the end.
    func end(_ ending: ProcessEnding) {
        let reader = state.withLock { state in
            state.news.ending = ending
            return state.reader.take()
        }
        reader?.resume()
    }

    /// Waits for news; one task does, and must go on until the end, cancelled or not.
    func next() async -> News {
        while true {
            let news = state.withLock { state in
                let news = state.news
                state.news = News()
                return news
            }
            if !news.isEmpty { return news }
            await withCheckedContinuation { reader in
                let hasNews = state.withLock { state in
                    if !state.news.isEmpty { return true }
                    state.reader = reader
                    return false
                }
                if hasNews { reader.resume() }
            }
        }
    }
}
