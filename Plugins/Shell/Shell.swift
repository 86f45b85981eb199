public import Workstream

/// Runs a program of this machine, with its arguments as a list.
///
/// ```swift
/// Action("unpack", Shell.self, .init("tar", "-xf", "build.tar", directory: "/srv/shop", effect: .idempotent))
/// ```
///
/// No shell reads the arguments, so nothing in them has to be quoted, and nothing that a binding fills in can become a command; `Request.script` asks for
/// /bin/sh. The program reads the null device unless the request has standard input, and runs in a process group of its own. Its lines are live output.
///
/// At a timeout or a cancellation the whole group gets SIGTERM, after the grace time SIGKILL, and the call comes back when it has been reaped. A program that
/// ends by itself may leave processes behind, such as a server; redirect their output, because nobody reads it once the program has ended.
///
/// The program finds out about its call from `WORKSTREAM_RUN`, `WORKSTREAM_ACTION_TOKEN` (the same for all attempts, an idempotency key) and
/// `WORKSTREAM_ATTEMPT_TOKEN` in its environment. After a crash its living processes are found again by them, and are waited for before anything is repeated
/// (S71): so a program that leaves a server behind should start it with `setsid`, which says that it is not waited for.
public struct Shell: ActionPlugin {
    /// "workstream.shell".
    public static let name = "workstream.shell"
    /// How long to wait between attempts; from a second on, unless the plugin was given another policy.
    public let retryPolicy: RetryPolicy

    private let environment: [String: String]
    private let directory: String?
    private let runner: ProcessRunner

    /// The plugin, with what its requests need not say.
    ///
    /// - Parameters:
    ///   - environment: Variables for every program; those of a request win over them.
    ///   - directory: Where programs start whose request names no directory; `nil`: where this process runs.
    ///   - retryPolicy: How long to wait between attempts.
    public init(environment: [String: String] = [:], directory: String? = nil, retryPolicy: RetryPolicy = .seconds) {
        self.environment = environment
        self.directory = directory
        self.retryPolicy = retryPolicy
        self.runner = ProcessRunner()
    }

    /// What the request says: nobody else can know what a program does when it runs twice.
    public func effect(of request: Request) -> Effect { request.effect }

    /// Refuses what no system could run, and settings that cannot be meant.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest`.
    public func validate(_ request: Request) throws {
        if let defect = request.defect ?? command(for: request).defect { throw PluginError.invalidRequest(defect) }
    }

    /// Runs the program to its end.
    ///
    /// - Throws: `PluginError` with code `.notFound` or `.permissionDenied` when the program cannot be run, `.invalidRequest` when nobody could run it,
    ///   `.unexpectedExit` when it ends otherwise than expected, `.failed` for anything else; `CancellationError` once a cancelled program is gone.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        var command = command(for: request)
        for (variable, secret) in request.secretEnvironment.sorted(by: { $0.key < $1.key }) {
            command.environment[variable] = try await context.reveal(secret)
        }
        command.environment[Variable.run] = "\(context.run)"
        command.environment[Variable.actionToken] = context.actionToken
        command.environment[Variable.attemptToken] = context.attemptToken
        let completion: ProcessCompletion
        do {
            completion = try await runner.run(command) { text, channel in context.write(text, to: channel) }
        } catch let failure as ProcessFailure {
            throw PluginError(failure)
        }
        guard case .code(let code) = completion.exit, request.expectedExitCodes.contains(Int(code)) else {
            throw PluginError(unexpected: completion, of: request)
        }
        return Response(completion, exitCode: Int(code))
    }

    private func command(for request: Request) -> ProcessCommand {
        ProcessCommand(
            request.program, request.arguments, environment: environment.merging(request.environment) { _, own in own },
            inheritsEnvironment: request.inheritsEnvironment, directory: request.directory ?? directory,
            input: Array((request.standardInput ?? "").utf8), outputLimit: request.outputLimit, terminationGrace: request.terminationGrace)
    }
}
