import Foundation
import Workstream

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One request under way: collects the answer and hands it over once.
final class HTTPExchange: NSObject, URLSessionDataDelegate {
    /// What is known so far.
    private struct State {
        var continuation: CheckedContinuation<HTTPAnswer, any Error>?
        /// An end that came before anybody waited.
        var early: Result<HTTPAnswer, any Error>?
        var isEnded = false
        var body: [UInt8] = []
        var omittedBytes = 0
    }

    private let call: HTTPCall
    private let state = Lock(State())

    /// The exchange for a call.
    init(_ call: HTTPCall) {
        self.call = call
    }

    /// Takes whoever waits for the answer.
    func begin(_ continuation: CheckedContinuation<HTTPAnswer, any Error>) {
        let early = state.withLock { state -> Result<HTTPAnswer, any Error>? in
            guard state.early == nil else { return state.early }
            state.continuation = continuation
            return nil
        }
        if let early { continuation.resume(with: early) }
    }

    /// Hands over the answer, or why there is none; whatever comes later is dropped.
    func end(_ result: Result<HTTPAnswer, any Error>) {
        let continuation = state.withLock { state -> CheckedContinuation<HTTPAnswer, any Error>? in
            guard !state.isEnded else { return nil }
            state.isEnded = true
            guard let continuation = state.continuation else {
                state.early = result
                return nil
            }
            state.continuation = nil
            return continuation
        }
        continuation?.resume(with: result)
    }

    /// Makes a redirect the answer; whoever sent the call decides whether to follow it, because FoundationNetworking loses the body on the way.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        state.withLock { state in
            // FoundationNetworking traps when it hears this after the task was cancelled. It is therefore told while nobody can cancel, or not at all;
            // telling it only puts something into a queue, where a cancellation then comes behind it.
            if !state.isEnded { completionHandler(nil) }
        }
    }

    /// Keeps what fits, and counts the rest.
    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let limit = call.bodyLimit
        state.withLock { state in
            let room = limit - state.body.count
            state.body.append(contentsOf: data.prefix(room))
            state.omittedBytes += max(0, data.count - room)
        }
    }

    /// Ends the exchange.
    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let (body, omittedBytes) = state.withLock { ($0.body, $0.omittedBytes) }
        if let error {
            end(.failure(HTTPFailure(error, of: call)))
        } else if let response = task.response as? HTTPURLResponse {
            var headers: [String: String] = [:]
            for (name, value) in response.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
            let url = response.url ?? call.url
            end(
                .success(
                    HTTPAnswer(
                        status: response.statusCode, headers: headers, body: body, omittedBytes: omittedBytes, url: url.absoluteString)))
        } else {
            end(.failure(HTTPFailure.noAnswer(call)))
        }
    }
}
