/// A reference to a secret value.
///
/// There is no literal: a plan is stored, and a secret must not be. A plugin has the value only inside its call, with `try await context.reveal(request.token)`.
public struct Secret: Sendable, Hashable, Codable {
    /// Where the value is.
    public enum Reference: Sendable, Hashable {
        /// In an environment variable of the engine's process.
        case environment(String)
        /// In a file; one newline at its end is dropped.
        case file(String)
        /// In the standard output of a program, given with its arguments; one newline at its end is dropped.
        case command([String])
        /// With a resolver that the engine was given under a name.
        case resolver(String, key: String)
    }

    /// Where the value is.
    public var reference: Reference

    /// A secret that is there.
    public init(_ reference: Reference) {
        self.reference = reference
    }

    /// The value of an environment variable.
    public static func environment(_ variable: String) -> Secret { Secret(.environment(variable)) }
    /// The content of a file.
    public static func file(_ path: String) -> Secret { Secret(.file(path)) }
    /// What a program prints.
    public static func command(_ program: String, _ arguments: String...) -> Secret { Secret(.command([program] + arguments)) }
    /// What the resolver of that name answers.
    public static func resolver(_ name: String, key: String) -> Secret { Secret(.resolver(name, key: key)) }
}

extension Secret {
    private enum Field: String, CodingKey { case environment, file, command, resolver, key }

    /// Reads `{"environment": …}`, `{"file": …}`, `{"command": […]}` or `{"resolver": …, "key": …}`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        if let variable = try fields.decodeIfPresent(String.self, forKey: .environment) {
            self.init(.environment(variable))
        } else if let path = try fields.decodeIfPresent(String.self, forKey: .file) {
            self.init(.file(path))
        } else if let command = try fields.decodeIfPresent([String].self, forKey: .command) {
            self.init(.command(command))
        } else {
            self.init(.resolver(try fields.decode(String.self, forKey: .resolver), key: try fields.decode(String.self, forKey: .key)))
        }
    }

    /// Writes the form that `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        switch reference {
        case .environment(let variable): try fields.encode(variable, forKey: .environment)
        case .file(let path): try fields.encode(path, forKey: .file)
        case .command(let command): try fields.encode(command, forKey: .command)
        case .resolver(let name, let key):
            try fields.encode(name, forKey: .resolver)
            try fields.encode(key, forKey: .key)
        }
    }
}
