/// Whether something has to come or to go.
public enum FilePresence: String, Sendable, Hashable, Codable, CaseIterable {
    /// It has to be there.
    case exists
    /// It has to be gone.
    case gone
}
