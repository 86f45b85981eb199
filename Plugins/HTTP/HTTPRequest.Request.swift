public import Workstream

extension HTTPRequest {
    /// What to ask which server.
    public struct Request: Codable, Sendable, Hashable {
        /// To what the request is sent: an `http` or `https` URL.
        public var url: String
        /// What to do.
        public var method: HTTPMethod
        /// Headers, by name; stored with the plan.
        public var headers: [String: String]
        /// Headers whose values are secret.
        public var secretHeaders: [String: Secret]
        /// The body, sent in UTF-8; say its type in a header.
        public var body: String?
        /// The statuses that are a success; none: every one from 200 to 299.
        public var expectedStatuses: [Int]
        /// What a repetition does; `nil`: what the method means.
        public var effect: Effect?
        /// The name of a header that carries the action's token, such as "Idempotency-Key"; `nil`: none.
        ///
        /// The token is the same for all attempts. Where the server promises to do a request with the same key once, say `.idempotent` as the effect.
        public var idempotencyKeyHeader: String?
        /// Whether a redirect is followed; otherwise it is the answer.
        public var followsRedirects: Bool
        /// How many bytes of the body are kept; the rest is counted.
        public var bodyLimit: Int

        /// A request.
        public init(
            url: String, method: HTTPMethod = .get, headers: [String: String] = [:], secretHeaders: [String: Secret] = [:], body: String? = nil,
            expecting expectedStatuses: [Int] = [], effect: Effect? = nil, idempotencyKeyHeader: String? = nil, followsRedirects: Bool = true,
            bodyLimit: Int = 1_048_576
        ) {
            self.url = url
            self.method = method
            self.headers = headers
            self.secretHeaders = secretHeaders
            self.body = body
            self.expectedStatuses = expectedStatuses
            self.effect = effect
            self.idempotencyKeyHeader = idempotencyKeyHeader
            self.followsRedirects = followsRedirects
            self.bodyLimit = bodyLimit
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let url = try fields.decode(String.self, forKey: .url)
            self.init(url: url)
            self.method = try fields.decodeIfPresent(HTTPMethod.self, forKey: .method) ?? method
            self.headers = try fields.decodeIfPresent([String: String].self, forKey: .headers) ?? headers
            self.secretHeaders = try fields.decodeIfPresent([String: Secret].self, forKey: .secretHeaders) ?? secretHeaders
            self.body = try fields.decodeIfPresent(String.self, forKey: .body)
            self.expectedStatuses = try fields.decodeIfPresent([Int].self, forKey: .expectedStatuses) ?? expectedStatuses
            self.effect = try fields.decodeIfPresent(Effect.self, forKey: .effect)
            self.idempotencyKeyHeader = try fields.decodeIfPresent(String.self, forKey: .idempotencyKeyHeader)
            self.followsRedirects = try fields.decodeIfPresent(Bool.self, forKey: .followsRedirects) ?? followsRedirects
            self.bodyLimit = try fields.decodeIfPresent(Int.self, forKey: .bodyLimit) ?? bodyLimit
        }

        /// Whether a status is a success.
        func expects(_ status: Int) -> Bool {
            expectedStatuses.isEmpty ? (200...299).contains(status) : expectedStatuses.contains(status)
        }

        /// The expected statuses, for messages.
        var expectationText: String {
            expectedStatuses.isEmpty ? "one from 200 to 299" : expectedStatuses.map { "\($0)" }.joined(separator: " or ")
        }
    }
}
