extension Node {
    /// One call of a plugin: an action or, in a group, a check.
    ///
    /// A plan may have a million of them, so what only few have stands in a room of its own.
    public struct Action: Sendable, Equatable {
        /// What the action is called.
        public var name: String
        /// The name under which the plugin is registered.
        public var plugin: String
        /// What the plugin is asked, encoded.
        public var request: JSON
        /// What a repetition does; `nil`: what the plugin says of the request, which submit fills in.
        public var effect: Effect?
        /// Whether `effect` was filled in at submit, from what the plugin said; such an effect is no part of the plan's definition.
        public internal(set) var hasPluginsEffect = false
        /// What becomes of the action when its outcome is unknown; `nil`: what the plan says, then S33.
        public var onUnknownOutcome: UnknownOutcomePolicy?
        /// How many attempts may follow the first.
        public var retries: Int
        /// The parts of the request that come from earlier responses.
        public var bindings: [Binding]
        /// The version of the plugin for which the request was written; submit fills it in.
        public var pluginVersion: Int?
        private var storedNumber = Int32.min
        private var timeLimit: Duration
        private var rareFields: Boxed<Rare>?

        /// The time that an attempt has when the plan does not say otherwise: 30 seconds.
        public static let defaultTimeout: Duration = .seconds(30)

        // No attempt can be given this long, so it stands for one without limit.
        private static let unlimited = Duration(secondsComponent: .max, attosecondsComponent: 999_999_999_999_999_999)

        /// An action made by hand, its request already encoded.
        public init(
            name: String, purpose: String = "", key: String? = nil, plugin: String, request: JSON, bindings: [Binding] = [],
            timeout: Duration? = Action.defaultTimeout, deadline: Duration? = nil, retries: Int = 0, effect: Effect? = nil,
            onUnknownOutcome: UnknownOutcomePolicy? = nil
        ) {
            self.name = name
            self.plugin = plugin
            self.request = request
            self.bindings = bindings
            timeLimit = timeout ?? Self.unlimited
            self.retries = retries
            self.effect = effect
            self.onUnknownOutcome = onUnknownOutcome
            guard !purpose.isEmpty || key != nil || deadline != nil else { return }
            rareFields = Boxed(Rare(purpose: purpose, key: key, deadline: deadline))
        }

        private struct Rare: Sendable, Equatable {
            var purpose = ""
            var key: String?
            var deadline: Duration?
            var defects: [Defect] = []
        }

        private var rare: Rare {
            get { rareFields?.value ?? Rare() }
            set { rareFields = newValue == Rare() ? nil : Boxed(newValue) }
        }
    }
}

extension Node.Action {
    /// Why the action exists.
    public var purpose: String {
        get { rare.purpose }
        set { rare.purpose = newValue }
    }

    /// Names the action to programs and to bindings; unique in the plan.
    public var key: String? {
        get { rare.key }
        set { rare.key = newValue }
    }

    /// The longest time for one attempt, from the call; `nil`: no limit, which a check may not have.
    public var timeout: Duration? {
        get { timeLimit == Self.unlimited ? nil : timeLimit }
        set { timeLimit = newValue ?? Self.unlimited }
    }

    /// The longest time for the whole action, waits included; `nil`: no limit.
    public var deadline: Duration? {
        get { rare.deadline }
        set { rare.deadline = newValue }
    }

    /// What was wrong with how the action was made; validation reports it.
    public var defects: [Defect] {
        get { rare.defects }
        set { rare.defects = newValue }
    }

    /// The number of the node, written at submit.
    public internal(set) var number: Int? {
        get { storedNumber == .min ? nil : Int(storedNumber) }
        set { storedNumber = newValue.map(Int32.init(clamping:)) ?? .min }
    }
}
