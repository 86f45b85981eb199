import Foundation
import Workstream

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Why a call got no answer.
struct HTTPFailure: Error, Sendable {
    /// What kind of failure it is.
    var code: PluginError.Code
    /// What happened; why; what to do.
    var message: String
    /// Whether trying again is pointless.
    var isPermanent = false
    /// Whether the server may have received the request and done what it asks for.
    var mayHaveHappened: Bool

    /// The failure that Foundation reports.
    init(_ error: any Error, of call: HTTPCall) {
        let server = call.server
        let reason = error.localizedDescription
        switch Self.code(of: error) {
        case .cannotConnectToHost:
            self.init(
                .unreachable,
                "Could not send \(call.text): \(server) accepts no connection (\(reason)). Nothing was sent: "
                    + "see whether the server runs and the port is right.")
        case .cannotFindHost, .dnsLookupFailed:
            self.init(
                .unreachable,
                "Could not send \(call.text): the name \"\(call.url.host() ?? "")\" is not known (\(reason)). Nothing was sent: correct the name, "
                    + "or see to the name service.")
        case .notConnectedToInternet:
            self.init(.unreachable, "Could not send \(call.text): there is no network (\(reason)). Nothing was sent: see to the network.")
        case .secureConnectionFailed:
            self.init(
                .notSecure,
                "Could not send \(call.text): no secure connection to \(server) could be made (\(reason)). Nothing was sent: "
                    + "see whether the server speaks TLS on that port, or whether \"http\" is meant.")
        case .serverCertificateUntrusted, .serverCertificateHasBadDate, .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid,
            .clientCertificateRejected, .clientCertificateRequired:
            self.init(
                .notSecure,
                "Could not send \(call.text): the certificate of \(server) is not trusted (\(reason)). Nothing was sent: renew it, "
                    + "or let this machine trust who signed it.", isPermanent: true)
        default:
            let number = (error as? URLError).map { " (URLError \($0.errorCode))" } ?? ""
            self.init(
                .answerLost,
                "\(call.text) got no whole answer from \(server): \(reason)\(number). The server may have received the request: look at its log.",
                mayHaveHappened: true)
        }
    }

    // FoundationNetworking reports most of what goes wrong with TLS as unknown, in the words of libcurl.
    private static func code(of error: any Error) -> URLError.Code {
        let code = (error as? URLError)?.code ?? .unknown
        let words = error.localizedDescription
        // A fault while reading or writing comes after the connection was made, and so perhaps after the request was sent.
        guard code == .unknown, !words.contains("SSL_read"), !words.contains("SSL_write") else { return code }
        if words.contains("certificate") || words.contains("subject name") { return .serverCertificateUntrusted }
        return words.contains("SSL") || words.contains("TLS") ? .secureConnectionFailed : code
    }

    private init(_ code: PluginError.Code, _ message: String, isPermanent: Bool = false, mayHaveHappened: Bool = false) {
        self.code = code
        self.message = message
        self.isPermanent = isPermanent
        self.mayHaveHappened = mayHaveHappened
    }

    /// Foundation ended the call with neither an answer nor an error.
    static func noAnswer(_ call: HTTPCall) -> HTTPFailure {
        HTTPFailure(
            .answerLost, "\(call.text) got no answer that is HTTP. The server may have received the request: see what listens on \(call.server).",
            mayHaveHappened: true)
    }

    /// The server sends the client round and round.
    static func redirectedTooOften(_ call: HTTPCall, limit: Int) -> HTTPFailure {
        HTTPFailure(
            .redirected, "\(call.text) was redirected more than \(limit) times. Nobody would ever answer: correct the redirects of the server.",
            isPermanent: true, mayHaveHappened: true)
    }

    /// The server sends the client to something that is not HTTP.
    static func redirectedAway(_ call: HTTPCall, to target: String) -> HTTPFailure {
        HTTPFailure(
            .redirected, "\(call.text) was redirected to \"\(target)\", which is not HTTP. It is not followed: correct the redirect of the server.",
            isPermanent: true, mayHaveHappened: true)
    }

    /// The error that a plugin throws.
    ///
    /// - Parameter effect: What a repetition of the request does. What may be done at most once, and may have happened, is not to be tried again by itself.
    func pluginError(for effect: Effect) -> PluginError {
        PluginError(code, message, isPermanent: isPermanent || (mayHaveHappened && effect == .atMostOnce))
    }
}

extension HTTPCall {
    /// The server's name and port, for messages.
    var server: String {
        let host = url.host() ?? ""
        return "\"\(host):\(url.port ?? (url.scheme?.lowercased() == "https" ? 443 : 80))\""
    }
}
