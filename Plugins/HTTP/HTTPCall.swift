import Foundation
import Workstream

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One request to a server, ready to be sent.
struct HTTPCall: Sendable {
    /// What to do.
    var method: HTTPMethod
    /// To what.
    var url: URL
    /// The headers that may be shown.
    var headers: [String: String]
    /// The headers that may not, with their values; sent to the server of the URL alone, never to one that it redirects to.
    var secretHeaders: [String: String]
    /// The body.
    var body: String?
    /// Whether a redirect is followed.
    var followsRedirects: Bool
    /// How many bytes of the answer's body are kept.
    var bodyLimit: Int

    /// A call, its secrets revealed.
    init(
        _ method: HTTPMethod, _ url: String, headers: [String: String], secretHeaders: [String: Secret], body: String? = nil, followsRedirects: Bool,
        bodyLimit: Int, in context: PluginContext
    ) async throws {
        self.method = method
        self.url = try HTTPText.url(url)
        self.headers = headers
        self.secretHeaders = [:]
        self.body = body
        self.followsRedirects = followsRedirects
        self.bodyLimit = bodyLimit
        for (name, secret) in secretHeaders.sorted(by: { $0.key < $1.key }) {
            let value = try await context.reveal(secret)
            guard HTTPText.isFieldValue(value) else {
                throw PluginError(
                    .secretUnavailable,
                    "The secret for the header \"\(name)\" contains a line break or a zero byte. It cannot be sent in a header: correct the secret.",
                    isPermanent: true)
            }
            self.secretHeaders[name] = value
        }
    }

    /// The request as Foundation has it.
    var request: URLRequest {
        var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalAndRemoteCacheData)
        request.httpMethod = method.rawValue
        request.httpBody = body.map { Data($0.utf8) }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        for (name, value) in secretHeaders { request.setValue(value, forHTTPHeaderField: name) }
        return request
    }

    /// How messages name the call: its method and URL, without the query, which may hold what is not to be read by everybody.
    var text: String {
        var shown = url.absoluteString
        if let query = shown.firstIndex(of: "?") { shown = String(shown[..<query]) + "?…" }
        return "\(method) \"\(shown)\""
    }
}
