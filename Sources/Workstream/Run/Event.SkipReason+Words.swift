extension Event.SkipReason: CustomStringConvertible {
    /// The reason in words, for people who ask why something was not done.
    public var description: String {
        switch self {
        case .bypassed: "there was nothing to do: its bypass checks passed"
        case .conditionNotMet(let condition): "it is for \(condition.phrase), which did not come about"
        case .sourceMissing(let source): "nothing to undo: its source \"\(source)\" did not happen"
        case .dependency: "a sequence that it waits for did not complete"
        case .stopped: "the run was stopped"
        }
    }
}

extension DeferredCondition {
    fileprivate var phrase: String {
        switch self {
        case .success: "a success"
        case .failure: "a failure after work had begun"
        case .anyFailure: "a failure"
        case .always: "any end"
        }
    }
}
