extension Failure {
    /// How many causes are recorded; an error that goes on for ever, or in a circle, must not fill the journal.
    private static let deepestCause = 8

    /// An error as it is recorded (S27).
    ///
    /// A `PluginError` is taken as it is, with its causes. Any other error is recorded with type and description, and may be retried. Messages that are
    /// together larger than the limit are clipped (S32), the outermost last.
    /// - Parameters:
    ///   - error: What was thrown.
    ///   - limit: The largest number of bytes of all messages together.
    ///   - mask: Hides secrets in a message; before it is clipped, because half a secret would not be found.
    package convenience init(recording error: any Error, limit: Int, masked mask: (String) -> String = { $0 }) {
        self.init(recording: error, room: max(limit, 0), depth: 0, mask)
    }

    private convenience init(recording error: any Error, room: Int, depth: Int, _ mask: (String) -> String) {
        if let failure = error as? Failure {
            let (message, rest) = Self.clipped(mask(failure.message), room)
            self.init(
                failure.code, message, isPermanent: failure.isPermanent, isOutcomeUnknown: failure.isOutcomeUnknown, retryAfter: failure.retryAfter,
                cause: Self.cause(failure.cause, room: rest, depth: depth, mask))
        } else if let error = error as? PluginError {
            let (message, rest) = Self.clipped(mask(error.message), room)
            self.init(
                error.code, message, isPermanent: error.isPermanent, retryAfter: error.retryAfter,
                cause: Self.cause(error.cause, room: rest, depth: depth, mask))
        } else if error is CancellationError {
            let text =
                "The call was cancelled and threw CancellationError. It did not say what it had done until then. Look at the target before repeating it."
            self.init(.cancelled, Self.clipped(text, room).message)
        } else {
            let text = "\(String(reflecting: type(of: error))): \(String(describing: error))"
            self.init(.unexpectedError, Self.clipped(mask(text), room).message)
        }
    }

    private static func cause(_ cause: (any Error)?, room: Int, depth: Int, _ mask: (String) -> String) -> Failure? {
        guard let cause, depth < deepestCause else { return nil }
        return Failure(recording: cause, room: room, depth: depth + 1, mask)
    }

    /// The message, or its beginning and end where it does not fit, and how much room is left after it.
    private static func clipped(_ message: String, _ room: Int) -> (message: String, rest: Int) {
        let length = message.utf8.count
        guard length > room else { return (message, room - length) }
        let digest = SHA256.hash(Array(message.utf8))
        let excerpt = min(PayloadLimits.excerpt, room / 2)
        let note = " … (\(length) bytes in all, SHA-256 \(digest)) … "
        return (message.prefix(utf8Count: excerpt) + note + message.suffix(utf8Count: excerpt), 0)
    }
}
