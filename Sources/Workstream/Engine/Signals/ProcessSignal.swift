#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A signal by which somebody outside asks a process to end, such as Ctrl-C.
public struct ProcessSignal: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The number that the system gives it.
    public var rawValue: Int32

    /// The signal of that number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// SIGINT: Ctrl-C.
    public static let interrupt = ProcessSignal(rawValue: SIGINT)
    /// SIGTERM: what `kill`, service managers and containers send.
    public static let terminate = ProcessSignal(rawValue: SIGTERM)
    /// SIGHUP: the terminal was closed.
    public static let hangUp = ProcessSignal(rawValue: SIGHUP)

    /// The code with which shells expect a program to end that a signal has ended: 128 and the number.
    public var exitCode: Int32 { 128 + rawValue }

    /// Its name where it has one here, such as "SIGINT"; its number otherwise.
    public var description: String {
        switch self {
        case .interrupt: "SIGINT"
        case .terminate: "SIGTERM"
        case .hangUp: "SIGHUP"
        default: "signal \(rawValue)"
        }
    }
}
