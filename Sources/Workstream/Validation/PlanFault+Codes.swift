// The names of plans and nodes.
extension PlanFault.Code {
    /// The plan or a node has no name.
    public static let nameEmpty: Self = "nameEmpty"
    /// A name has a line break or another control character in it.
    public static let nameHasControlCharacter: Self = "nameHasControlCharacter"
    /// A key is an empty text.
    public static let keyEmpty: Self = "keyEmpty"
    /// A key has a line break or another control character in it.
    public static let keyHasControlCharacter: Self = "keyHasControlCharacter"
    /// Another node has the same key.
    public static let keyNotUnique: Self = "keyNotUnique"
}

// What stands where.
extension PlanFault.Code {
    /// A plan without blocks, a block without sequences, a sequence or batch without actions, or a group without checks.
    public static let bodyEmpty: Self = "bodyEmpty"
    /// A group of checks stands where its kind never runs.
    public static let groupMisplaced: Self = "groupMisplaced"
    /// A plugin that only looks stands among actions (S30).
    public static let checkAmongActions: Self = "checkAmongActions"
    /// A plugin that changes things stands among checks (S30).
    public static let actionAmongChecks: Self = "actionAmongChecks"
}

// Options.
extension PlanFault.Code {
    /// The timeout is not positive, or too long.
    public static let timeoutOutOfRange: Self = "timeoutOutOfRange"
    /// A check has no timeout (S6).
    public static let timeoutMissing: Self = "timeoutMissing"
    /// The deadline is not positive, or too long.
    public static let deadlineOutOfRange: Self = "deadlineOutOfRange"
    /// The interval of a continuous group is not positive, or too long.
    public static let intervalOutOfRange: Self = "intervalOutOfRange"
    /// The entrance delay is negative, or too long.
    public static let entranceDelayOutOfRange: Self = "entranceDelayOutOfRange"
    /// The exit delay is negative, or too long.
    public static let exitDelayOutOfRange: Self = "exitDelayOutOfRange"
    /// The start limit is negative, or too long.
    public static let startLimitOutOfRange: Self = "startLimitOutOfRange"
    /// The concurrency is less than 1.
    public static let concurrencyOutOfRange: Self = "concurrencyOutOfRange"
    /// The tolerance is a negative count, or no percentage.
    public static let toleranceOutOfRange: Self = "toleranceOutOfRange"
    /// The number of retries is negative.
    public static let retriesOutOfRange: Self = "retriesOutOfRange"
    /// Retries are asked of a plugin that is never tried again.
    public static let retriesNotAllowed: Self = "retriesNotAllowed"
}

// Plugins and requests. Defects that were found while the plan was made keep the codes that they were given then.
extension PlanFault.Code {
    /// No plugin is registered under that name.
    public static let pluginUnknown: Self = "pluginUnknown"
    /// The request was written for a newer version of the plugin.
    public static let pluginOutdated: Self = "pluginOutdated"
    /// The request was written for an older version of the plugin, which cannot bring it up to date.
    public static let requestOutdated: Self = "requestOutdated"
    /// A request, or what a binding takes otherwise, cannot be stored as JSON.
    public static let requestDoesNotEncode: Self = "requestDoesNotEncode"
    /// The metadata of the plan cannot be stored as JSON.
    public static let metadataDoesNotEncode: Self = "metadataDoesNotEncode"
    /// The request is not of the plugin's type.
    public static let requestDoesNotDecode: Self = "requestDoesNotDecode"
    /// The plugin says that the request can never work.
    public static let requestRefused: Self = "requestRefused"
}

// Bindings and dependencies.
extension PlanFault.Code {
    /// The request has no place for what a binding fills in.
    public static let bindingHasNoPlace: Self = "bindingHasNoPlace"
    /// A binding adds to something in the request that is no list.
    public static let bindingTargetIsNoArray: Self = "bindingTargetIsNoArray"
    /// A binding names an action that is not there.
    public static let sourceUnknown: Self = "sourceUnknown"
    /// A binding names several actions.
    public static let sourceAmbiguous: Self = "sourceAmbiguous"
    /// A binding names a node that has no response.
    public static let sourceNotAnAction: Self = "sourceNotAnAction"
    /// A binding names an action that runs later, or the action itself (S29).
    public static let sourceTooLate: Self = "sourceTooLate"
    /// A binding names an action that runs at the same time (S29).
    public static let sourceConcurrent: Self = "sourceConcurrent"
    /// A binding without `otherwise:` names an action that may not have happened (S29).
    public static let sourceMayBeMissing: Self = "sourceMayBeMissing"
    /// A sequence waits for one that is not there (S23).
    public static let dependencyUnknown: Self = "dependencyUnknown"
    /// A sequence waits for a name that several have (S23).
    public static let dependencyAmbiguous: Self = "dependencyAmbiguous"
    /// A sequence names the same one twice (S23).
    public static let dependencyRepeated: Self = "dependencyRepeated"
    /// Sequences wait for each other (S23).
    public static let dependencyCycle: Self = "dependencyCycle"
}
