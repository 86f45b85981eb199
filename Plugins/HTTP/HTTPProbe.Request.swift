public import Workstream

extension HTTPProbe {
    /// Which server, and how it should answer.
    public struct Request: Codable, Sendable, Hashable {
        /// What to ask: an `http` or `https` URL.
        public var url: String
        /// The status that it should answer with.
        public var status: Int
        /// How to ask.
        public var method: HTTPMethod
        /// Headers to send, by name; stored with the plan.
        public var headers: [String: String]
        /// Headers to send whose values are secret.
        public var secretHeaders: [String: Secret]
        /// Headers of the answer that must be there with exactly this value.
        public var headerEquals: [String: String]
        /// Headers of the answer that must be there and contain this text.
        public var headerContains: [String: String]
        /// Texts that the body must contain.
        public var bodyContains: [String]
        /// What must stand where in a JSON body, by paths such as "$.state" or "$.hosts[0].name".
        public var jsonEquals: [String: JSON]
        /// The whole answer must come faster than this.
        public var latencyBelow: Duration?
        /// Whether a redirect is followed; otherwise it is the answer.
        public var followsRedirects: Bool

        /// A request.
        public init(
            url: String, expecting status: Int = 200, method: HTTPMethod = .get, headers: [String: String] = [:],
            secretHeaders: [String: Secret] = [:], headerEquals: [String: String] = [:], headerContains: [String: String] = [:],
            bodyContains: [String] = [], jsonEquals: [String: JSON] = [:], latencyBelow: Duration? = nil, followsRedirects: Bool = true
        ) {
            self.url = url
            self.status = status
            self.method = method
            self.headers = headers
            self.secretHeaders = secretHeaders
            self.headerEquals = headerEquals
            self.headerContains = headerContains
            self.bodyContains = bodyContains
            self.jsonEquals = jsonEquals
            self.latencyBelow = latencyBelow
            self.followsRedirects = followsRedirects
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let url = try fields.decode(String.self, forKey: .url)
            self.init(url: url)
            self.status = try fields.decodeIfPresent(Int.self, forKey: .status) ?? status
            self.method = try fields.decodeIfPresent(HTTPMethod.self, forKey: .method) ?? method
            self.headers = try fields.decodeIfPresent([String: String].self, forKey: .headers) ?? headers
            self.secretHeaders = try fields.decodeIfPresent([String: Secret].self, forKey: .secretHeaders) ?? secretHeaders
            self.headerEquals = try fields.decodeIfPresent([String: String].self, forKey: .headerEquals) ?? headerEquals
            self.headerContains = try fields.decodeIfPresent([String: String].self, forKey: .headerContains) ?? headerContains
            self.bodyContains = try fields.decodeIfPresent([String].self, forKey: .bodyContains) ?? bodyContains
            self.jsonEquals = try fields.decodeIfPresent([String: JSON].self, forKey: .jsonEquals) ?? jsonEquals
            self.latencyBelow = try fields.decodeIfPresent(Duration.self, forKey: .latencyBelow)
            self.followsRedirects = try fields.decodeIfPresent(Bool.self, forKey: .followsRedirects) ?? followsRedirects
        }
    }
}
