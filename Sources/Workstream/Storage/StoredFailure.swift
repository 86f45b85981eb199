/// The stored form of a failure; `StoredEvent` describes it.
struct StoredFailure: Codable {
    let failure: Failure

    private enum Field: String, CodingKey {
        case code, message, permanent, unknown, retryAfter, cause
    }

    init(_ failure: Failure) {
        self.failure = failure
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        failure = Failure(
            Failure.Code(rawValue: try fields.decode(String.self, forKey: .code)),
            try fields.decode(String.self, forKey: .message),
            isPermanent: try fields.decode(.permanent, or: false),
            isOutcomeUnknown: try fields.decode(.unknown, or: false),
            retryAfter: try fields.decodeIfPresent(Duration.self, forKey: .retryAfter),
            cause: try fields.decodeIfPresent(StoredFailure.self, forKey: .cause)?.failure)
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(failure.code.rawValue, forKey: .code)
        try fields.encode(failure.message, forKey: .message)
        try fields.encodeIfTrue(failure.isPermanent, forKey: .permanent)
        try fields.encodeIfTrue(failure.isOutcomeUnknown, forKey: .unknown)
        try fields.encodeIfPresent(failure.retryAfter, forKey: .retryAfter)
        try fields.encodeIfPresent(failure.cause.map(StoredFailure.init), forKey: .cause)
    }
}
