public import Workstream

extension Shell {
    /// Which program to run, and how.
    public struct Request: Codable, Sendable, Hashable {
        /// The program: a path if it contains a slash, otherwise a name that is searched for in the `PATH` that the program gets.
        public var program: String
        /// The arguments after the program's own name.
        public var arguments: [String]
        /// Variables for the program; they win over those of the plugin and of this process.
        public var environment: [String: String]
        /// Variables whose values are secrets, which are had only when the program starts.
        public var secretEnvironment: [String: Secret]
        /// Whether the program also gets the variables of this process.
        public var inheritsEnvironment: Bool
        /// Where the program starts; `nil`: where the plugin says, otherwise where this process runs.
        public var directory: String?
        /// What the program reads from its standard input; `nil`: nothing.
        public var standardInput: String?
        /// The exit codes that mean success; every other one is an error that may be retried.
        public var expectedExitCodes: [Int]
        /// What a repetition does (S33).
        public var effect: Effect
        /// How many bytes of each output stream the response keeps, half from the beginning and half from the end (S32).
        public var outputLimit: Int
        /// The time between SIGTERM and SIGKILL when the call is cancelled; at most 25 seconds, because after 30 an engine takes a call for abandoned (S26).
        public var terminationGrace: Duration

        /// The greatest `terminationGrace`.
        public static let longestTerminationGrace: Duration = .seconds(25)

        /// A request with its arguments as a list.
        public init(
            _ program: String, arguments: [String], environment: [String: String] = [:], secretEnvironment: [String: Secret] = [:],
            inheritsEnvironment: Bool = true, directory: String? = nil, standardInput: String? = nil, expectedExitCodes: [Int] = [0],
            effect: Effect = .atMostOnce, outputLimit: Int = 1 << 20, terminationGrace: Duration = .seconds(10)
        ) {
            self.program = program
            self.arguments = arguments
            self.environment = environment
            self.secretEnvironment = secretEnvironment
            self.inheritsEnvironment = inheritsEnvironment
            self.directory = directory
            self.standardInput = standardInput
            self.expectedExitCodes = expectedExitCodes
            self.effect = effect
            self.outputLimit = outputLimit
            self.terminationGrace = terminationGrace
        }

        /// A request with its arguments one after another.
        public init(
            _ program: String, _ arguments: String..., environment: [String: String] = [:], secretEnvironment: [String: Secret] = [:],
            inheritsEnvironment: Bool = true, directory: String? = nil, standardInput: String? = nil, expectedExitCodes: [Int] = [0],
            effect: Effect = .atMostOnce, outputLimit: Int = 1 << 20, terminationGrace: Duration = .seconds(10)
        ) {
            self.init(
                program, arguments: arguments, environment: environment, secretEnvironment: secretEnvironment,
                inheritsEnvironment: inheritsEnvironment, directory: directory, standardInput: standardInput,
                expectedExitCodes: expectedExitCodes, effect: effect, outputLimit: outputLimit, terminationGrace: terminationGrace)
        }

        /// A request for /bin/sh to read a script.
        ///
        /// Never put a value that comes from elsewhere into the script: hand it over as an argument, which the script reads as `"$1"`. A value that a binding
        /// appends to `arguments` arrives there too.
        public static func script(
            _ script: String, _ arguments: String..., environment: [String: String] = [:], secretEnvironment: [String: Secret] = [:],
            inheritsEnvironment: Bool = true, directory: String? = nil, standardInput: String? = nil, expectedExitCodes: [Int] = [0],
            effect: Effect = .atMostOnce, outputLimit: Int = 1 << 20, terminationGrace: Duration = .seconds(10)
        ) -> Request {
            // What comes right after the script is its `$0`.
            Request(
                "/bin/sh", arguments: ["-c", script, "sh"] + arguments, environment: environment, secretEnvironment: secretEnvironment,
                inheritsEnvironment: inheritsEnvironment, directory: directory, standardInput: standardInput,
                expectedExitCodes: expectedExitCodes, effect: effect, outputLimit: outputLimit, terminationGrace: terminationGrace)
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.init(try fields.decode(String.self, forKey: .program), arguments: [])
            arguments = try fields.decodeIfPresent([String].self, forKey: .arguments) ?? arguments
            environment = try fields.decodeIfPresent([String: String].self, forKey: .environment) ?? environment
            secretEnvironment = try fields.decodeIfPresent([String: Secret].self, forKey: .secretEnvironment) ?? secretEnvironment
            inheritsEnvironment = try fields.decodeIfPresent(Bool.self, forKey: .inheritsEnvironment) ?? inheritsEnvironment
            directory = try fields.decodeIfPresent(String.self, forKey: .directory)
            standardInput = try fields.decodeIfPresent(String.self, forKey: .standardInput)
            expectedExitCodes = try fields.decodeIfPresent([Int].self, forKey: .expectedExitCodes) ?? expectedExitCodes
            effect = try fields.decodeIfPresent(Effect.self, forKey: .effect) ?? effect
            outputLimit = try fields.decodeIfPresent(Int.self, forKey: .outputLimit) ?? outputLimit
            terminationGrace = try fields.decodeIfPresent(Duration.self, forKey: .terminationGrace) ?? terminationGrace
        }
    }
}
