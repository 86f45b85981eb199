import Foundation
import Workstream

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Sends one request and waits for the whole answer.
enum HTTPClient {
    /// Sends a call and returns what the server answered, whatever its status.
    ///
    /// Every call has a session of its own, so that it shares no connection, cookie, credential or cache with any other: a probe is to see whether the server
    /// can be reached now, not whether a connection from before still lives.
    ///
    /// - Throws: `CancellationError` at once when the task is cancelled, and `HTTPFailure` when no answer was had.
    static func send(_ call: HTTPCall) async throws -> HTTPAnswer {
        var answer = try await exchange(call)
        var current = call
        var redirects = 0
        while call.followsRedirects, let next = try current.following(answer, of: call) {
            redirects += 1
            guard redirects <= redirectLimit else { throw HTTPFailure.redirectedTooOften(call, limit: redirectLimit) }
            current = next
            answer = try await exchange(current)
        }
        return answer
    }

    private static let redirectLimit = 10

    private static func exchange(_ call: HTTPCall) async throws -> HTTPAnswer {
        try Task.checkCancellation()
        let exchange = HTTPExchange(call)
        let session = URLSession(configuration: configuration, delegate: exchange, delegateQueue: nil)
        let task = session.dataTask(with: call.request)
        // The session keeps its delegate until it is invalidated, and ends itself when its only task does.
        defer { session.finishTasksAndInvalidate() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchange.begin(continuation)
                task.resume()
            }
        } onCancel: {
            // The caller is let go at once; the connection is closed in its own time.
            exchange.end(.failure(CancellationError()))
            task.cancel()
        }
    }

    private static var configuration: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpCookieStorage = nil
        configuration.urlCredentialStorage = nil
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalAndRemoteCacheData
        // The engine's timeout is the only one: a second clock would cut off what a plan allows.
        configuration.timeoutIntervalForRequest = week
        configuration.timeoutIntervalForResource = week
        return configuration
    }

    private static let week: TimeInterval = 604_800
}
