import Foundation
public import Workstream

/// Sends a request to a server and expects a certain status.
///
/// A status that was not expected is an error: of the server's making and perhaps different next time with 408, 425, 429 and 5xx, of the request's own and
/// permanent with any other. A wait that the server asks for (`Retry-After`) is honoured. A request that may be done at most once is tried again only where it
/// is sure that it was not done: when no connection was made, or the server refused it with 425, 429 or 503.
///
/// ```swift
/// Action(
///     "drain", HTTPRequest.self,
///     .init(url: "https://balancer/hosts/web-1", method: .put, secretHeaders: ["Authorization": .environment("TOKEN")], body: #"{"state":"drain"}"#))
/// ```
///
/// Redirects are followed as usual: after 301, 302 and 303 a POST goes on as a GET. A secret header, and any named `Authorization` or `Cookie`, is sent to the
/// server of the URL alone. Cookies are neither kept nor sent, and no two requests share a connection.
public struct HTTPRequest: ActionPlugin {
    /// What the server answered.
    public struct Response: Codable, Sendable, Hashable {
        /// The status code.
        public var status: Int
        /// The headers, their names in lower case.
        public var headers: [String: String]
        /// The body as text, up to the limit.
        public var body: String
        /// How many bytes of the body came after the limit.
        public var omittedBytes: Int
        /// The URL that answered, after redirects.
        public var url: String

        /// A response.
        public init(status: Int, headers: [String: String] = [:], body: String = "", omittedBytes: Int = 0, url: String) {
            self.status = status
            self.headers = headers
            self.body = body
            self.omittedBytes = omittedBytes
            self.url = url
        }
    }

    /// "workstream.http.request".
    public static let name = "workstream.http.request"
    /// Seconds: servers need a moment.
    public let retryPolicy: RetryPolicy = .seconds

    /// The plugin; it has no settings.
    public init() {}

    /// What the request says; otherwise what its method means (RFC 9110, section 9.2.2): POST and PATCH are done at most once.
    public func effect(of request: Request) -> Effect {
        request.effect ?? request.method.usualEffect
    }

    /// Refuses what cannot be sent: a text that is no URL, a password in one, a header with a line break.
    public func validate(_ request: Request) throws {
        _ = try HTTPText.url(request.url)
        guard request.method.isValid else {
            throw PluginError.invalidRequest("The method \"\(request.method)\" cannot be sent. A method is made of letters: use one such as \"GET\".")
        }
        var headers = request.headers
        if let name = request.idempotencyKeyHeader { headers[name] = "" }
        try HTTPText.validate(headers: headers, secret: request.secretHeaders)
        if let status = request.expectedStatuses.first(where: { !(200...599).contains($0) }) {
            throw PluginError.invalidRequest("The status \(status) is expected. No server answers with it: give one from 200 to 599.")
        }
        if request.bodyLimit < 0 {
            throw PluginError.invalidRequest("The limit for the body is \(request.bodyLimit) bytes. Nothing is smaller than nothing: give 0 or more.")
        }
    }

    /// Sends the request.
    ///
    /// - Throws: `PluginError` with code `.unreachable`, `.notSecure`, `.answerLost`, `.redirected` or `.unexpectedStatus`.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        var headers = request.headers
        if let name = request.idempotencyKeyHeader { headers[name] = context.actionToken }
        let call = try await HTTPCall(
            request.method, request.url, headers: headers, secretHeaders: request.secretHeaders, body: request.body,
            followsRedirects: request.followsRedirects, bodyLimit: request.bodyLimit, in: context)
        let answer: HTTPAnswer
        do {
            answer = try await HTTPClient.send(call)
        } catch let failure as HTTPFailure {
            throw failure.pluginError(for: effect(of: request))
        }
        guard request.expects(answer.status) else { throw unexpected(answer, to: call, request) }
        return Response(status: answer.status, headers: answer.headers, body: answer.text, omittedBytes: answer.omittedBytes, url: answer.url)
    }

    private func unexpected(_ answer: HTTPAnswer, to call: HTTPCall, _ request: Request) -> PluginError {
        let isRefused = [425, 429, 503].contains(answer.status)
        let isPassing = isRefused || answer.status == 408 || answer.status >= 500
        let mayBeRepeated = isRefused || (isPassing && effect(of: request) == .idempotent)
        let advice =
            if mayBeRepeated {
                "The server may answer otherwise later."
            } else if isPassing {
                "Nobody knows whether the server did what was asked: look at its log before you ask again."
            } else {
                "It would answer the same again: correct the request, or expect the status."
            }
        let body = answer.excerpt.isEmpty ? "" : " It says: \"\(answer.excerpt)\"."
        return PluginError(
            .unexpectedStatus,
            "\(call.text) was answered with status \(answer.status), but \(request.expectationText) was expected.\(body) \(advice)",
            isPermanent: !mayBeRepeated, retryAfter: mayBeRepeated ? RetryAfter.wait(answer.headers) : nil)
    }
}
