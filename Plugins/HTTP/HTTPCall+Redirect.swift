import Foundation
import Workstream

extension HTTPCall {
    /// The call that an answer redirects to; `nil` when it is no redirect.
    ///
    /// As every client does it (RFC 9110, section 15.4): after 303, and after 301 and 302 to a POST, the next call is a GET without a body; 307 and 308 repeat
    /// the call as it was. What is secret goes to the same server only.
    ///
    /// - Parameter original: The call that was sent first; errors name it.
    /// - Throws: `HTTPFailure` when the redirect leads to something that is not HTTP.
    func following(_ answer: HTTPAnswer, of original: HTTPCall) throws -> HTTPCall? {
        guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.headers["location"] else { return nil }
        guard let target = URL(string: location, relativeTo: url)?.absoluteURL, ["http", "https"].contains(target.scheme?.lowercased()),
            target.host()?.isEmpty == false
        else { throw HTTPFailure.redirectedAway(original, to: location) }
        var next = self
        next.url = target
        let becomesGet = answer.status == 303 ? method != .head : answer.status < 303 && method == .post
        if becomesGet {
            next.method = .get
            next.body = nil
            next.removeHeaders { $0.hasPrefix("content-") }
        }
        if !isSameServer(target) {
            next.secretHeaders = [:]
            next.removeHeaders { $0 == "authorization" || $0 == "cookie" }
        }
        return next
    }

    private mutating func removeHeaders(where isUnwanted: (String) -> Bool) {
        headers = headers.filter { !isUnwanted($0.key.lowercased()) }
    }

    // The same scheme too: what was sent under TLS must not be sent again in the clear.
    private func isSameServer(_ target: URL) -> Bool {
        func port(_ url: URL) -> Int { url.port ?? (url.scheme?.lowercased() == "https" ? 443 : 80) }
        return target.scheme?.lowercased() == url.scheme?.lowercased() && target.host()?.lowercased() == url.host()?.lowercased()
            && port(target) == port(url)
    }
}
