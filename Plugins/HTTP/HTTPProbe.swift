import Foundation
public import Workstream

/// Passes when a server answers as it should: status, headers, body, and in time.
///
/// A server that answers otherwise is a no. One that cannot be reached, or whose answer does not arrive whole, has said nothing, and so the check has another
/// error, `.unreachable` or `.answerLost`: both fail a gate, a post-check or a continuous check alike, but a bypass must not be decided by a broken network.
/// A group whose author sees it otherwise can treat errors as no.
///
/// ```swift
/// Check("shop answers", HTTPProbe.self, .init(url: "https://shop.example/health", expecting: 200, jsonEquals: ["$.version": "2"]))
/// ```
public struct HTTPProbe: CheckPlugin {
    /// What was seen.
    public struct Response: Codable, Sendable, Hashable {
        /// The status code.
        public var status: Int
        /// The time from the call to the end of the answer.
        public var latency: Duration

        /// A response.
        public init(status: Int, latency: Duration) {
            self.status = status
            self.latency = latency
        }
    }

    /// "workstream.http.probe".
    public static let name = "workstream.http.probe"
    /// Seconds: servers need a moment.
    public let retryPolicy: RetryPolicy = .seconds

    /// The plugin; it has no settings.
    public init() {}

    /// Refuses what cannot be asked: a text that is no URL, a password in one, a path into JSON that cannot be read, a method that changes things.
    public func validate(_ request: Request) throws {
        _ = try HTTPText.url(request.url)
        guard [.get, .head, .options].contains(request.method) else {
            throw PluginError.invalidRequest(
                "The method \"\(request.method)\" is to be used for a probe. A check may be repeated at any time and must not change anything: "
                    + "use GET, HEAD or OPTIONS, or make it an action.")
        }
        try HTTPText.validate(headers: request.headers, secret: request.secretHeaders)
        if !(200...599).contains(request.status) {
            throw PluginError.invalidRequest("The status \(request.status) is expected. No server answers with it: give one from 200 to 599.")
        }
        for path in request.jsonEquals.keys.sorted() where JSON.Path(path) == nil {
            throw PluginError.invalidRequest(
                "\"\(path)\" is no path into JSON. The field could not be found: write one such as \"$.state\" or \"$.hosts[0]\".")
        }
        if let latency = request.latencyBelow, latency <= .zero {
            throw PluginError.invalidRequest(
                "A latency below \(latency) is expected. No answer comes before it is asked for: give a positive duration.")
        }
    }

    /// Asks, and compares.
    ///
    /// - Throws: `PluginError` with code `.checkFailed` when the server answered otherwise, `.unreachable`, `.notSecure`, `.answerLost` or `.redirected` when
    ///   nobody can tell.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        let call = try await HTTPCall(
            request.method, request.url, headers: request.headers, secretHeaders: request.secretHeaders, followsRedirects: request.followsRedirects,
            bodyLimit: Self.bodyLimit, in: context)
        let start = context.now
        let answer: HTTPAnswer
        do {
            answer = try await HTTPClient.send(call)
        } catch let failure as HTTPFailure {
            throw failure.pluginError(for: .idempotent)
        }
        let response = Response(status: answer.status, latency: context.now - start)
        let faults = request.faults(of: answer, latency: response.latency)
        guard faults.isEmpty else {
            let body = answer.excerpt.isEmpty ? "" : " It says: \"\(answer.excerpt)\"."
            throw PluginError.checkFailed(
                "\(call.text) was not answered as it should be: \(faults.joined(separator: "; ")).\(body) See what is wrong with the server, "
                    + "or correct what is expected.")
        }
        return response
    }

    // As much as anybody compares; a health page is a thousand times smaller.
    private static let bodyLimit = 4_194_304
}
