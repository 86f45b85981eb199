extension RunDriver {
    /// All that a driver decides on, changed under its lock alone.
    ///
    /// It is large, and nobody copies it.
    struct State: ~Copyable, Sendable {
        /// Who hands in an input, and waits until what follows is stored.
        struct Waiter: Sendable {
            /// How the one who waits is told.
            enum Way: Sendable {
                /// Not at all: nobody waits.
                case none
                /// It is resumed.
                case resumed(UnsafeContinuation<Turn, Never>)
                /// It makes the append itself, so that it gets its answer without a wait.
                case leading
            }

            /// How it is told.
            var way: Way
            /// The worker that waits: it gets the first call that the input leads to.
            var worker: Worker?

            /// Nobody waits.
            static var nobody: Waiter { Waiter(way: .none) }

            /// Somebody waits to be resumed.
            static func somebody(_ continuation: UnsafeContinuation<Turn, Never>, _ worker: Worker?) -> Waiter {
                Waiter(way: .resumed(continuation), worker: worker)
            }

            /// Somebody waits who may make the append.
            static func leader(_ worker: Worker?) -> Waiter { Waiter(way: .leading, worker: worker) }
        }

        /// How a wait ends.
        enum Turn: Sendable {
            /// What was decided is stored; a worker goes on with this call.
            case stored(NextCall?)
            /// The one who waits is to make an append.
            case lead
            /// Nothing more is stored.
            case faulted
        }

        /// A decision whose events are not stored yet.
        struct Decision: Sendable {
            /// The number of its last event, or of the last one before it.
            var number: Int
            /// What to do first when that is stored; nearly always all there is to do.
            var first: Command?
            /// What to do then.
            var rest: [Command]
            /// Who waits.
            var waiter: Waiter

            init(number: Int, commands: some Swift.Sequence<Command>, waiter: Waiter) {
                self.number = number
                self.waiter = waiter
                rest = []
                for command in commands where !command.isInternal {
                    if first == nil { first = command } else { rest.append(command) }
                }
            }
        }

        /// The rules, and the state that they have led to.
        var machine: RunMachine
        /// The head after the last decided event.
        var head: RunHead
        /// The run.
        let run: LoadedRun
        /// Who watches it.
        let feed: RunFeed
        /// What appends to it, where that waits for nothing.
        let appender: (any InstantAppender)?
        /// How runs are treated.
        let options: EngineOptions
        /// Events that were decided, and not handed to the storage.
        var unstored: [Event] = []
        /// Events that were handed to the storage, and of which is not known that they are stored.
        var storing: [Event] = []
        /// Calls that a storage fault kept from being made, although their intents may be stored (S67).
        var unmade: [CallSlot.Name] = []
        /// The decision of the one who makes the append under way.
        var leading: Decision?
        /// Decisions after it that wait for their events to be stored, in order.
        var decisions = FIFO<Decision>()
        /// The number of the last stored event.
        var durable: Int
        /// The number of the last event that a checkpoint contains.
        var checkpointed: Int
        /// What a checkpoint is made of as soon as the append under way is stored; nil: none is due.
        var snapshot: Boxed<StoredState>?
        /// Whether somebody makes the appends.
        var isStoring = false
        /// The calls under way or about to be made; abandoned ones are not among them.
        var slots: CallTable
        /// How many calls there were.
        var calls = 0
        /// What is waited for in time.
        var timers = RunTimers()
        /// Requests whose bound values were filled in, decoded, by node.
        var bound: [Int: any Sendable]
        /// Why nothing more is stored; nil: it is.
        var fault: EngineError? {
            get { sharedFault?.value }
            set { sharedFault = newValue.map { Boxed($0) } }
        }
        /// Whether nothing more is stored.
        var isBroken: Bool { sharedFault != nil }
        private var sharedFault: Boxed<EngineError>?
        /// Whether the run was given back in good order (S45).
        var isHandedOver = false
        /// Whether the machine has said that the run is over, and that is stored.
        var isFinished = false
        /// Whether `Effects.end` was given out.
        var hasEnded = false
        /// What those who watch the run were told about who should look at it.
        var shownAttention = Attention.none
        /// Those who wait until nothing is under way.
        var idleWaiters: [CheckedContinuation<Void, Never>] = []
        /// Reused from decision to decision.
        var step = Step()
        /// What the one who leads, and did not wait, is told.
        var answer: Turn?
        private var effects = Effects()
        private var hasEffects = false

        init(_ standing: RunStanding, run: LoadedRun, lease: Lease, feed: RunFeed, engine: EngineContext) {
            machine = RunMachine(standing.state)
            head = standing.head
            checkpointed = standing.checkpoint
            self.run = run
            self.feed = feed
            appender = (engine.storage as? any InstantStorage)?.appender(as: lease)
            options = engine.options
            bound = run.bound
            slots = CallTable(nodes: run.shape.count)
            durable = machine.state.lastNumber
        }

        /// Hands over what is to be done, and looks whether the run has come to its end; nil: there is nothing to do.
        mutating func takeEffects() -> Effects? {
            if let time = timers.arm() { also { $0.others.append(.alarm(time)) } }
            // What is not stored is not shown, but for a hold, which never is.
            if durable == machine.state.lastNumber, machine.attention != shownAttention {
                let attention = machine.attention
                shownAttention = attention
                also { $0.others.append(.attention(attention)) }
            }
            if isAwaited, isIdle { rest() }
            guard hasEffects else { return nil }
            hasEffects = false
            defer { effects = Effects() }
            return effects
        }

        /// Changes what is to be done.
        mutating func also(_ change: (inout Effects) -> Void) {
            change(&effects)
            hasEffects = true
        }

        private mutating func rest() {
            let waiters = idleWaiters
            idleWaiters = []
            for waiter in waiters { also { $0.others.append(.idle(waiter)) } }
            guard !hasEnded, isBroken || isFinished else { return }
            hasEnded = true
            timers.removeAll()
            let end = fault.map { RunFeed.End.broken($0) } ?? .ended
            also { $0.others.append(.end(end)) }
        }

        /// Whether something is to be done as soon as nothing is under way any more.
        private var isAwaited: Bool { !idleWaiters.isEmpty || ((isBroken || isFinished) && !hasEnded) }

        /// Whether no call is under way and nothing waits to be stored.
        ///
        /// An append under way is not waited for without a lease: it may never answer, and changes nothing any more (S65).
        var isIdle: Bool {
            slots.isEmpty && decisions.isEmpty && (!isStoring || fault?.code == .leaseLost) && (unstored.isEmpty || isBroken)
        }
    }
}
