/// Which stream a piece of live output belongs to.
public enum OutputChannel: String, Sendable, Hashable, Codable, CaseIterable {
    /// What a program writes as its result.
    case standardOutput
    /// What a program writes about what it does.
    case standardError
}
