import Workstream
import WorkstreamHTTP

/// Passes when enough hosts serve customers: a check of one's own, made of a bundled one.
///
/// During a rolling upgrade there is always a host that does not answer, and that is no reason to stop. This looks at the service as a whole.
struct ServiceAnswers: CheckPlugin {
    /// Whom to ask.
    struct Request: Codable, Sendable, Equatable {
        /// A URL of each host.
        var urls: [String]
        /// How many must answer with status 200.
        var atLeast: Int
    }

    /// How many answered.
    struct Response: Codable, Sendable, Equatable {
        /// The number of hosts that answered as they should.
        var answering: Int
    }

    /// "shop.serviceAnswers".
    static let name = "shop.serviceAnswers"
    /// Fast: everything is on this machine.
    let retryPolicy: RetryPolicy = .fast

    /// Refuses a check that could not fail, and one that could not pass.
    func validate(_ request: Request) throws {
        guard (1...max(1, request.urls.count)).contains(request.atLeast) else {
            throw PluginError.invalidRequest(
                "At least \(request.atLeast) of \(request.urls.count) hosts are to answer. Such a check says nothing: ask for 1 to all of them.")
        }
    }

    /// Asks all hosts at the same time.
    ///
    /// - Throws: `PluginError` with code `.checkFailed` when too few answer.
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        let probe = HTTPProbe()
        let faults = await withTaskGroup(of: (any Error)?.self) { group in
            for url in request.urls {
                group.addTask {
                    do { _ = try await probe.execute(.init(url: url, expecting: 200), in: context) } catch { return error }
                    return nil
                }
            }
            return await group.reduce(into: [any Error]()) { faults, fault in if let fault { faults.append(fault) } }
        }
        let answering = request.urls.count - faults.count
        guard answering >= request.atLeast else {
            throw PluginError(
                .checkFailed,
                "\(answering) of \(request.urls.count) hosts serve customers, but \(request.atLeast) must. The shop is as good as closed: "
                    + "look at the hosts that do not.", cause: faults.first)
        }
        return Response(answering: answering)
    }
}
