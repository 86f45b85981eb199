extension RunDriver {
    /// All that a driver decides on, changed under its lock alone.
    struct State: Sendable {
        /// Who hands in an input, and waits until what follows is stored.
        enum Waiter: Sendable {
            /// Nobody waits.
            case nobody
            /// Somebody waits; a worker gets the first call that its input leads to.
            case somebody(CheckedContinuation<Turn, Never>, Worker?)
            /// As `somebody`, and it is making the append itself at present.
            case leader(Worker?)
        }

        /// How a wait ends.
        enum Turn: Sendable {
            /// What was decided is stored; a worker goes on with this call.
            case stored(CallSlot.Name?)
            /// The one who waits is to make the appends until its own step is stored.
            case lead
            /// Nothing more is stored.
            case faulted
        }

        /// A decision whose events are not stored yet.
        struct Decision: Sendable {
            /// The number of its last event, or of the last one before it.
            var number: Int
            /// What to do when that is stored.
            var commands: [Command]
            /// Who waits.
            var waiter: Waiter
        }

        /// The rules, and the state that they have led to.
        var machine: RunMachine
        /// The head after the last decided event.
        var head: RunHead
        /// The run.
        let run: LoadedRun
        /// How runs are treated.
        let options: EngineOptions
        /// Events that were decided, and not handed to the storage.
        var unstored: [Event] = []
        /// Events that were handed to the storage, and of which is not known that they are stored.
        var storing: [Event] = []
        /// Calls that a storage fault kept from being made, although their intents may be stored (S67).
        var unmade: [CallSlot.Name] = []
        /// Decisions that wait for their events to be stored, in order.
        var decisions = FIFO<Decision>()
        /// The number of the last stored event.
        var durable: Int
        /// The number of the last event that a checkpoint contains.
        var checkpointed: Int
        /// What a checkpoint is made of as soon as the append under way is stored; nil: none is due.
        var snapshot: StoredState?
        /// Whether somebody makes the appends.
        var isStoring = false
        /// The calls under way or about to be made, by node; abandoned ones have none.
        var slots: [Int: CallSlot] = [:]
        /// How many calls there were.
        var calls = 0
        /// What is waited for in time.
        var timers = RunTimers()
        /// Requests whose bound values were filled in, decoded, by node.
        var bound: [Int: any Sendable]
        /// Why nothing more is stored; nil: it is.
        var fault: EngineError?
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
        private var effects = Effects()

        init(_ standing: RunStanding, run: LoadedRun, options: EngineOptions) {
            machine = RunMachine(standing.state)
            head = standing.head
            checkpointed = standing.checkpoint
            self.run = run
            self.options = options
            bound = run.bound
            durable = machine.state.lastNumber
        }

        /// What is to be done once the lock is free.
        struct Effects: Sendable {
            /// Events up to this number have become durable; 0: none did.
            var durable = 0
            /// Whether a person should look at the run, where that has changed.
            var attention: Attention?
            /// Waits that are over.
            var turns: [(CheckedContinuation<Turn, Never>, Turn)] = []
            /// Calls to begin with new workers.
            var begun: [CallSlot.Name] = []
            /// Workers to cancel.
            var cancelled: [Worker] = []
            /// Workers to give up.
            var abandoned: [Worker] = []
            /// Whether a task is needed that makes the appends.
            var needsCommitter = false
            /// When the watchdog is to call.
            var alarm: Timestamp?
            /// Those who waited until nothing is under way.
            var idle: [CheckedContinuation<Void, Never>] = []
            /// The run is driven no more.
            var end: RunFeed.End?

            /// Whether there is nothing to do.
            var isEmpty: Bool {
                durable == 0 && attention == nil && turns.isEmpty && begun.isEmpty && cancelled.isEmpty && abandoned.isEmpty && !needsCommitter
                    && alarm == nil
                    && idle.isEmpty
                    && end == nil
            }
        }

        /// Changes what is to be done.
        mutating func also(_ change: (inout Effects) -> Void) {
            change(&effects)
        }

        /// Hands over what is to be done, and looks whether the run has come to its end.
        mutating func takeEffects() -> Effects {
            effects.alarm = timers.arm()
            // What is not stored is not shown, but for a hold, which never is.
            if durable == machine.state.lastNumber, machine.attention != shownAttention {
                shownAttention = machine.attention
                effects.attention = shownAttention
            }
            if isIdle {
                effects.idle = idleWaiters
                idleWaiters = []
                if !hasEnded, fault != nil || isFinished {
                    hasEnded = true
                    timers.removeAll()
                    effects.end = fault.map { .broken($0) } ?? .ended
                }
            }
            let taken = effects
            effects = Effects()
            return taken
        }

        /// Whether no call is under way and nothing waits to be stored.
        ///
        /// An append under way is not waited for without a lease: it may never answer, and changes nothing any more (S65).
        var isIdle: Bool {
            slots.isEmpty && decisions.isEmpty && (!isStoring || fault?.code == .leaseLost) && (unstored.isEmpty || fault != nil)
        }
    }
}
