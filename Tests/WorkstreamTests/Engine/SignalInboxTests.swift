import Testing

@testable import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Real signals to this process, of the kinds that do nothing where nobody listens.

@Suite(.serialized, .timeLimit(.minutes(15)))
struct SignalInboxTests {
    private static let urgent = ProcessSignal(rawValue: SIGURG)
    private static let resized = ProcessSignal(rawValue: SIGWINCH)

    /// Somebody who listens.
    private struct Ear {
        let place: SignalInbox.Place
        private let signals: AsyncStream<ProcessSignal>

        init(_ signals: Set<ProcessSignal>) throws {
            let (stream, continuation) = AsyncStream.makeStream(of: ProcessSignal.self)
            place = try SignalInbox.add(signals) { continuation.yield($0) }
            self.signals = stream
        }

        func next() async -> ProcessSignal? { await signals.first { _ in true } }
    }

    private func address(of signal: ProcessSignal) throws -> UInt {
        try #require(SignalAction(of: signal)).address
    }

    @Test("a signal reaches everybody who listens to it, and nobody else")
    func delivery() async throws {
        let (first, second, both) = (try Ear([Self.urgent]), try Ear([Self.resized]), try Ear([Self.urgent, Self.resized]))
        kill(getpid(), SIGURG)
        #expect(await both.next() == Self.urgent)
        #expect(await first.next() == Self.urgent)
        kill(getpid(), SIGWINCH)
        // The urgent signal came before, so that it would come first.
        #expect(await second.next() == Self.resized)
        #expect(await both.next() == Self.resized)
        for ear in [first, second, both] { SignalInbox.remove(ear.place) }
    }

    @Test("what the process did on a signal before is restored with the last who listened, in any order")
    func restoring() async throws {
        let usual = try address(of: Self.urgent)
        let own = SignalAction(calling: { _ in })
        let old = try own.install(for: Self.urgent)
        #expect(old.address == usual && own.address != usual)
        let (first, second) = (try Ear([Self.urgent]), try Ear([Self.urgent]))
        #expect(try address(of: Self.urgent) != own.address)
        SignalInbox.remove(first.place)
        SignalInbox.remove(first.place)
        kill(getpid(), SIGURG)
        #expect(await second.next() == Self.urgent)
        SignalInbox.remove(second.place)
        #expect(try address(of: Self.urgent) == own.address)
        _ = try old.install(for: Self.urgent)
    }

    @Test("a handler that somebody else has put over ours stays")
    func covered() throws {
        let usual = try #require(SignalAction(of: Self.urgent))
        let ear = try Ear([Self.urgent])
        let other = SignalAction(calling: { _ in })
        _ = try other.install(for: Self.urgent)
        SignalInbox.remove(ear.place)
        #expect(try address(of: Self.urgent) == other.address)
        _ = try usual.install(for: Self.urgent)
    }

    @Test("the code that a signal interrupts finds its error number untouched")
    func interruption() async throws {
        let ear = try Ear([Self.urgent])
        defer { SignalInbox.remove(ear.place) }
        let (errors, continuation) = AsyncStream.makeStream(of: Int32.self)
        // A thread, since those of the shared pool let no signal through.
        try NativeThread.start(name: "interrupted") {
            SignalAction.unblock([Self.urgent])
            errno = ERANGE
            raise(SIGURG)
            continuation.yield(errno)
        }
        #expect(await errors.first { _ in true } == ERANGE)
        #expect(await ear.next() == Self.urgent)
    }
}
