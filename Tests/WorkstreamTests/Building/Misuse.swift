import Testing

/// A mistake in a plan that the compiler refuses with a sentence of our own.
struct Misuse: Sendable, CustomTestStringConvertible {
    /// What is wrong.
    let testDescription: String
    /// The function's body; the error is on the line that ends with `// here`.
    let body: String
    /// How the sentence begins.
    let sentence: String

    init(_ description: String, _ body: String, _ sentence: String) {
        testDescription = description
        self.body = body
        self.sentence = sentence
    }

    /// The whole program.
    var program: String { "\(Self.beginning)\nfunc misuse() {\n\(body)\n}\n" }

    /// The number of the line that is wrong.
    var line: Int { (program.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasSuffix("// here") } ?? -1) + 1 }

    /// An action plugin and a check plugin.
    static let beginning = """
        import Workstream

        struct Change: ActionPlugin {
            struct Request: Codable, Sendable { var to = "" }
            static let name = "change"
            let retryPolicy: RetryPolicy = .fast
            func effect(of request: Request) -> Effect { .idempotent }
            @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
        }

        struct Look: CheckPlugin {
            struct Request: Codable, Sendable { var at = "" }
            static let name = "look"
            let retryPolicy: RetryPolicy = .fast
            @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
        }

        let action = Action("a", Change.self, .init())
        let check = Check("c", Look.self, .init())
        """
}

extension Misuse {
    /// Elements in bodies where they have no place.
    static let misplaced: [Misuse] = [
        Misuse("an action in a plan", "_ = Plan(\"p\") {\n action // here\n }", "An action cannot stand in a plan"),
        Misuse("a stored action in a plan", "_ = Plan(\"p\") {\n action.node // here\n }", "An action cannot stand in a plan"),
        Misuse("a check in a plan", "_ = Plan(\"p\") {\n check // here\n }", "A check cannot stand in a plan by itself"),
        Misuse("a sequence in a plan", "_ = Plan(\"p\") {\n Sequence(\"s\") { action } // here\n }", "A sequence cannot stand in a plan"),
        Misuse("a text in a plan", "_ = Plan(\"p\") {\n \"text\" // here\n }", "Only blocks, groups of checks and deferred batches stand in a plan"),
        Misuse("an action in a block", "_ = Block(\"b\") {\n action // here\n }", "An action cannot stand in a block"),
        Misuse("a check in a block", "_ = Block(\"b\") {\n check // here\n }", "A check cannot stand in a block by itself"),
        Misuse(
            "a block in a block", "_ = Block(\"b\") {\n Block(\"c\") { Sequence(\"s\") { action } } // here\n }", "A block cannot stand in a block"),
        Misuse(
            "a list of actions in a block", "_ = Block(\"b\") {\n [action, action] // here\n }",
            "Only sequences, groups of checks and deferred batches"),
        Misuse("a check in a sequence", "_ = Sequence(\"s\") {\n action\n check // here\n }", "A check cannot stand among actions"),
        Misuse(
            "a block in a sequence", "_ = Sequence(\"s\") {\n Block(\"b\") { Sequence(\"t\") { action } } // here\n }",
            "A block cannot stand in a sequence"),
        Misuse("a sequence in a sequence", "_ = Sequence(\"s\") {\n Sequence(\"t\") { action } // here\n }", "A sequence cannot stand in a sequence"),
        Misuse(
            "a batch in a sequence", "_ = Sequence(\"s\") {\n Deferred(\"d\", when: .always) { action } // here\n }",
            "A deferred batch cannot stand in a sequence"),
        Misuse(
            "bypass checks in a sequence", "_ = Sequence(\"s\") {\n BypassChecks { check } // here\n }",
            "Only pre-checks and post-checks stand in a sequence"),
        Misuse(
            "continuous checks in a sequence", "_ = Sequence(\"s\") {\n ContinuousChecks { check } // here\n }", "Only pre-checks and post-checks"),
        Misuse("an action among checks", "_ = PreChecks {\n action // here\n }", "An action cannot stand among checks"),
        Misuse("a group in a group", "_ = PreChecks {\n PostChecks { check } // here\n }", "A group cannot stand in a group"),
        Misuse("a check in a batch", "_ = Deferred(\"d\", when: .always) {\n check // here\n }", "A check cannot stand among actions"),
        Misuse(
            "a group in a batch", "_ = Deferred(\"d\", when: .always) {\n PostChecks { check } // here\n }",
            "A group of checks cannot stand in a deferred batch"),
        Misuse(
            "deep inside", "_ = Plan(\"p\") {\n Block(\"b\") {\n for host in [\"x\"] {\n Sequence(host) {\n action\n check // here\n }\n }\n }\n }",
            "A check cannot stand among actions"),
    ]

    /// Bodies without an element.
    static let empty: [Misuse] = [
        Misuse("an empty plan", "_ = Plan(\"p\") { // here\n }", "The body of a plan is empty"),
        Misuse("an empty block", "_ = Block(\"b\") { // here\n }", "The body of a block is empty"),
        Misuse("an empty sequence", "_ = Sequence(\"s\") { // here\n }", "The body of a sequence is empty"),
        Misuse("an empty group", "_ = PreChecks { // here\n }", "The body of a group of checks is empty"),
        Misuse("an empty batch", "_ = Deferred(\"d\", when: .always) { // here\n }", "The body of a deferred batch is empty"),
    ]

    /// Plugins of the wrong role.
    static let roles: [Misuse] = [
        Misuse(
            "an action plugin in a check", "_ = PreChecks {\n Check(\"a\", Change.self, .init()) // here\n }",
            "A plugin that changes things cannot be a check"),
        Misuse(
            "a check plugin in an action", "_ = Sequence(\"s\") {\n Action(\"a\", Look.self, .init()) // here\n }",
            "A plugin that only looks cannot be an action"),
        Misuse(
            "a check plugin in an action with a closure", "_ = Sequence(\"s\") {\n Action(\"a\", Look.self) { .init() } // here\n }",
            "A plugin that only looks cannot be an action"),
        Misuse(
            "an action plugin in a check with a closure", "_ = PreChecks {\n Check(\"a\", Change.self) { .init() } // here\n }",
            "A plugin that changes things cannot be a check"),
    ]
}
