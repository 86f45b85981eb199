extension Run: CustomStringConvertible {
    /// The run in one line: `"Deploy shop" failed: Fleet/web-2/upload: The host does not answer. (timeout)`.
    public var description: String {
        let status = status == .notStarted ? "has not started" : status == .running ? "is running" : status == .stopped ? "was stopped" : "\(status)"
        let reason = reason.map { ": \($0)" } ?? ""
        let attention = attention == .none ? "" : " (\(self.attention))"
        return "\"\(plan.name)\" \(status)\(attention)\(reason)"
    }
}
