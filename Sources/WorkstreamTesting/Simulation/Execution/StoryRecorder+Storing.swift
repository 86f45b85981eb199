import Workstream

/// What is stored, and what follows from that outside of the engine.
extension StoryRecorder {
    /// What becomes of an append.
    enum Append: Sendable {
        case isStored
        case kills(isKept: Bool)
        case fails(isKept: Bool, mended: Duration)
        case isTooLate

        /// Whether the batch is stored.
        var isKept: Bool {
            switch self {
            case .isStored: true
            case .kills(let isKept), .fails(let isKept, _): isKept
            case .isTooLate: false
            }
        }
    }

    /// An append is about to be made.
    func beginAppend() -> Append {
        update { state in
            if state.isDead { return .isTooLate }
            state.appends += 1
            for fault in state.faults {
                switch fault {
                case .crash(append: state.appends, let isKept, let away):
                    state.away = away
                    return .kills(isKept: isKept)
                case .failedAppend(state.appends, let isKept, let mended): return .fails(isKept: isKept, mended: mended)
                default: continue
                }
            }
            return .isStored
        }
    }

    /// Events were stored.
    func stored(_ events: [Event], at time: Timestamp) {
        var reactions: [Reaction] = []
        let react = update { state in
            for event in events {
                state.story.events.append(event)
                state.note(.stored(state.story.events.count - 1), at: time)
                if let reaction = state.follow(event) { reactions.append(reaction) }
            }
            guard !state.faults.isEmpty else { return state.react }
            let numbers = (events.first?.number ?? 0)...(events.last?.number ?? 0)
            for fault in state.faults {
                switch fault {
                case .deed(let event, let after, let deed) where numbers.contains(event): reactions.append(.deed(deed, after: after))
                case .order(let path, let deed) where events.contains { state.story.isBeginning(of: path, $0) } && !state.isStored(deed):
                    reactions.append(.deed(deed, after: .zero))
                default: continue
                }
            }
            return state.react
        }
        look(at: time)
        if let react { for reaction in reactions { react(reaction) } }
        if update({ $0.isOver }) { wake() }
    }

    /// An append has failed.
    func failedAppend(isKept: Bool, mended: Duration, at time: Timestamp) {
        let react = update { state in
            state.note(.appendFailed(isKept: isKept), at: time)
            return state.react
        }
        react?(.mend(after: mended))
    }

    /// Looks whether all is well.
    func look(at time: Timestamp) {
        if isTelling {
            let picture = world.picture()
            update { state in
                if state.story.pictures.last?.text != picture { state.story.pictures.append((state.story.moments.count - 1, picture)) }
            }
        }
        guard world.hasPromises, update({ $0.objections.isEmpty }) else { return }
        let events = update { $0.story.events }
        guard var objection = world.objection(at: time, events, isOver: false) else { return }
        update { state in
            objection.moment = state.story.moments.count - 1
            objection.path = state.story.path(of: state.story.moments.last)
            state.objections.append(objection)
        }
    }
}

extension StoryRecorder.State {
    /// What an event means to those outside.
    fileprivate mutating func follow(_ event: Event) -> StoryRecorder.Reaction? {
        switch event.kind {
        case .began where event.node == 0: hasStarted = true
        case .ended where event.node == 0: isOver = true
        case .unresolved: return .settle
        case .recovered(let recovered) where recovered.hold != nil: return .release
        case .paused: return .resume
        default: break
        }
        return nil
    }

    /// What was to be done when an action began, and was not stored, because an engine died.
    var openOrders: [ScheduledFault.Deed] {
        faults.compactMap { fault in
            guard case .order(let path, let deed) = fault, !isStored(deed) else { return nil }
            // A hold ends with its engine, and so does the wish for it.
            if case .hold = deed { return nil }
            return story.events.contains { story.isBeginning(of: path, $0) } ? deed : nil
        }
    }

    /// Whether it is in the journal that somebody did something.
    fileprivate func isStored(_ deed: ScheduledFault.Deed) -> Bool {
        story.events.contains { event in
            switch (deed, event.kind) {
            case (.stop, .stopRequested), (.pause, .paused): true
            default: false
            }
        }
    }
}

extension Story {
    /// Whether an attempt of an action begins with an event.
    fileprivate func isBeginning(of path: NodePath, _ event: Event) -> Bool {
        if case .attemptBegan = event.kind { facts.paths[event.node] == path } else { false }
    }
}
