extension Node {
    /// One call of a plugin: an action or, in a group, a check.
    public struct Action: Sendable, Equatable {
        /// What the action is called.
        public var name: String
        /// Why it exists.
        public var purpose: String
        /// Names the action to programs and to bindings; unique in the plan.
        public var key: String?
        /// The name under which the plugin is registered.
        public var plugin: String
        /// The version of the plugin for which the request was written; submit fills it in.
        public var pluginVersion: Int?
        /// What the plugin is asked, encoded.
        public var request: JSON
        /// The parts of the request that come from earlier responses.
        public var bindings: [Binding]
        /// The longest time for one attempt, from the call; `nil`: no limit, which a check may not have.
        public var timeout: Duration?
        /// The longest time for the whole action, waits included; `nil`: no limit.
        public var deadline: Duration?
        /// How many attempts may follow the first.
        public var retries: Int
        /// What a repetition does; `nil`: what the plugin says of the request, which submit fills in.
        public var effect: Effect?
        /// Whether `effect` was filled in at submit, from what the plugin said; such an effect is no part of the plan's definition.
        public internal(set) var hasPluginsEffect = false
        /// What becomes of the action when its outcome is unknown; `nil`: what the plan says, then S33.
        public var onUnknownOutcome: UnknownOutcomePolicy?
        /// What was wrong with how the action was made; validation reports it.
        public var defects: [Defect]
        /// The number of the node, written at submit.
        public internal(set) var number: Int?

        /// The time that an attempt has when the plan does not say otherwise: 30 seconds.
        public static let defaultTimeout: Duration = .seconds(30)

        /// An action made by hand, its request already encoded.
        public init(
            name: String, purpose: String = "", key: String? = nil, plugin: String, request: JSON, bindings: [Binding] = [],
            timeout: Duration? = Action.defaultTimeout, deadline: Duration? = nil, retries: Int = 0, effect: Effect? = nil,
            onUnknownOutcome: UnknownOutcomePolicy? = nil
        ) {
            self.name = name
            self.purpose = purpose
            self.key = key
            self.plugin = plugin
            self.request = request
            self.bindings = bindings
            self.timeout = timeout
            self.deadline = deadline
            self.retries = retries
            self.effect = effect
            self.onUnknownOutcome = onUnknownOutcome
            self.defects = []
        }
    }
}
