/// A call of `PlanBuilder` that made no sense where the builder was.
///
/// Two are equal when they have the same code and path.
public struct PlanMisuse: Error, Sendable {
    /// Which call it was; more may come.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The name of the call.
        public var rawValue: String
        /// The call of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The name of the call.
        public var description: String { rawValue }

        /// A block was added somewhere else than to the plan.
        public static let addBlock = Code(rawValue: "addBlock")
        /// A sequence was added somewhere else than to a block.
        public static let addSequence = Code(rawValue: "addSequence")
        /// An action was added somewhere else than to a sequence or batch.
        public static let addAction = Code(rawValue: "addAction")
        /// A group was added to a group or batch.
        public static let addChecks = Code(rawValue: "addChecks")
        /// A check was added somewhere else than to a group.
        public static let addCheck = Code(rawValue: "addCheck")
        /// A batch was added somewhere else than to the plan or a block.
        public static let addDeferred = Code(rawValue: "addDeferred")
        /// There is nothing above the plan.
        public static let up = Code(rawValue: "up")
    }

    /// Which call it was.
    public var code: Code
    /// Where the builder was: the names of the nodes that were open, not made unique, because the plan was not complete.
    public var path: NodePath
    /// What happened, why it makes no sense, what to do.
    public var message: String
}

extension PlanMisuse: Hashable, CustomStringConvertible {
    /// Equal in code and path.
    public static func == (left: PlanMisuse, right: PlanMisuse) -> Bool {
        left.code == right.code && left.path == right.path
    }

    /// Feeds code and path into a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(path)
    }

    /// The message.
    public var description: String { message }
}

extension PlanMisuse {
    /// A node was added where it cannot stand.
    static func misplaced(_ call: Code, _ name: String, in open: [AnyNode]) -> PlanMisuse {
        let (reason, remedy): (String, String) =
            switch call {
            case .addBlock: ("Blocks stand in the plan.", "Go there with `up()` first.")
            case .addSequence: ("Sequences stand in a block.", "Go there with `up()`, or call `addBlock` first.")
            case .addAction:
                ("Actions stand in a sequence or a deferred batch.", "Go there with `up()`, or call `addSequence` or `addDeferred` first.")
            case .addChecks: ("Groups stand in the plan, a block or a sequence.", "Go there with `up()` first.")
            case .addCheck: ("Checks stand in a group.", "Call `addChecks` first.")
            default: ("Deferred batches stand in the plan or a block.", "Go there with `up()` first.")
            }
        let place = open.last.map { "the \($0.kind.word) \($0.name.quoted)" } ?? "no plan"
        return PlanMisuse(
            code: call, path: NodePath(open.dropFirst().map(\.name)),
            message: "`\(call)` was called for \(name.quoted) in \(place). \(reason) \(remedy)")
    }

    /// The builder was sent up from the plan.
    static func above(plan name: String) -> PlanMisuse {
        PlanMisuse(
            code: .up, path: .plan,
            message:
                "`up` was called in the plan \(name.quoted). There is nothing that a plan stands in. Take the call out, or look for a node that was not added."
        )
    }
}

extension Node.Kind {
    /// The kind as it is called in messages.
    fileprivate var word: String {
        switch self {
        case .plan: "plan"
        case .block: "block"
        case .sequence: "sequence"
        case .action: "action"
        case .checks: "group"
        case .batch: "deferred batch"
        }
    }
}
