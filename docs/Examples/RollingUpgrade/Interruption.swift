import Dispatch
import Foundation

/// The ways in which somebody outside asks this process to end, such as Ctrl-C.
enum Interruption {
    /// The first signal that asks; the second ends the process at once.
    ///
    /// Even then no server is left, because they end with the tool, see `ShopServer`.
    static func signals() -> AsyncStream<Int32> {
        let queue = DispatchQueue(label: "signals")
        let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // The source sees the signal only where its usual effect does not come first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // A source works only as long as somebody holds it; this one holds itself, to the end of the process.
                withExtendedLifetime(source) {
                    if case .terminated = continuation.yield(number) { _exit(exitCode(for: number)) }
                    continuation.finish()
                }
            }
            source.resume()
        }
        return signals
    }

    /// The code with which shells expect a program to end that a signal has ended.
    static func exitCode(for signal: Int32) -> Int32 { 128 + signal }
}
