import Testing

@testable import Workstream

@Suite("Failure recording") struct FailureRecordingTests {
    private struct Odd: Error, CustomStringConvertible {
        var description: String
    }

    @Test("S27 a plugin's error is recorded with all that it says, and its causes")
    func pluginError() {
        let error = PluginError("diskFull", "No room.", isPermanent: true, retryAfter: .seconds(3), cause: PluginError(.notFound, "Nothing there."))
        let failure = Failure(recording: error, limit: 1000)
        #expect(
            failure
                == Failure("diskFull", "No room.", isPermanent: true, retryAfter: .seconds(3), cause: Failure(.notFound, "Nothing there.")))
    }

    @Test("S27 any other error is recorded with type and description and may be retried")
    func otherError() {
        let failure = Failure(recording: Odd(description: "tilt"), limit: 1000)
        #expect(failure.code == .unexpectedError)
        #expect(failure.message.hasSuffix("Odd: tilt"))
        #expect(failure.message.contains("FailureRecordingTests"))
        #expect(!failure.isPermanent)
    }

    @Test("S27 the cause of a plugin's error may be any error")
    func otherCause() {
        let failure = Failure(recording: PluginError(.failed, "x", cause: Odd(description: "tilt")), limit: 1000)
        #expect(failure.cause?.code == .unexpectedError)
    }

    @Test("a cancellation is recorded as one")
    func cancellation() {
        #expect(Failure(recording: CancellationError(), limit: 1000).code == .cancelled)
    }

    @Test("a failure is recorded as it is, its unknown outcome too")
    func failure() {
        let failure = Failure(.timeout, "Too slow.", isOutcomeUnknown: true, cause: Failure(.failed, "Before."))
        #expect(Failure(recording: failure, limit: 1000) == failure)
    }

    @Test("S32 a long message is kept as beginning, end, length and digest, and its causes without text")
    func clipping() {
        let message = "begin" + String(repeating: "x", count: 5000) + "end"
        let failure = Failure(recording: PluginError(.failed, message, cause: PluginError(.notFound, "cause")), limit: 100)
        #expect(failure.message.hasPrefix("begin"))
        #expect(failure.message.hasSuffix("end"))
        #expect(failure.message.contains("5008 bytes"))
        #expect(failure.message.contains(SHA256.hash(Array(message.utf8)).description))
        #expect(failure.message.utf8.count < 300)
        #expect(failure.cause?.code == .notFound)
        #expect(failure.cause?.message.contains("cause") == false)
    }

    @Test("S32 the messages of an error and its causes share one limit")
    func sharedLimit() {
        let error = PluginError(.failed, String(repeating: "a", count: 60), cause: PluginError(.notFound, String(repeating: "b", count: 60)))
        let failure = Failure(recording: error, limit: 100)
        #expect(failure.message == String(repeating: "a", count: 60))
        #expect(failure.cause?.message.contains("60 bytes in all") == true)
    }

    @Test("a chain of causes ends after eight")
    func depth() {
        var error = PluginError(.failed, "0")
        for index in 1...20 { error = PluginError(.failed, "\(index)", cause: error) }
        var failure: Failure? = Failure(recording: error, limit: 1000)
        var count = 0
        while failure != nil {
            count += 1
            failure = failure?.cause
        }
        #expect(count == 9)
    }
}
