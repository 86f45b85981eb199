/// A program to run, with everything that the child process is given.
package struct ProcessCommand: Sendable {
    /// The program: a path if it contains a slash, otherwise a name that is searched for in the child's `PATH`.
    package var program: String
    /// The arguments after the program's own name; each reaches the program as it is, because no shell reads them.
    package var arguments: [String]
    /// Variables for the child; they win over inherited ones.
    package var environment: [String: String]
    /// Whether the child also gets the variables of this process.
    package var inheritsEnvironment: Bool
    /// The directory that the child starts in; `nil`: the one of this process.
    package var directory: String?
    /// What the child reads from its standard input; with no bytes it reads the null device.
    package var input: [UInt8]
    /// How many bytes are kept of each of the two output streams.
    package var outputLimit: Int
    /// How long the process group has between SIGTERM and SIGKILL when the call is cancelled.
    package var terminationGrace: Duration
    /// How long output is still read once the program is gone, when a process that it left behind keeps a pipe open.
    package var drainLimit: Duration

    /// A command; only the program is required.
    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], inheritsEnvironment: Bool = true,
        directory: String? = nil, input: [UInt8] = [], outputLimit: Int = 1 << 20, terminationGrace: Duration = .seconds(10),
        drainLimit: Duration = .milliseconds(250)
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.inheritsEnvironment = inheritsEnvironment
        self.directory = directory
        self.input = input
        self.outputLimit = outputLimit
        self.terminationGrace = terminationGrace
        self.drainLimit = drainLimit
    }
}
