/// What to do where something else is in the place of a new file.
public enum ExistingFile: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is replaced.
    case replace
    /// It is left alone, and the action fails.
    ///
    /// What is there already as wanted counts as done, so that an action that was cut off can be repeated.
    case refuse
}
