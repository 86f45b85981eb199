@testable import Workstream

extension RunModel {
    /// Takes note of one input and of what came of it.
    ///
    /// - Parameters:
    ///   - answers: How requests with bound values were answered during the step, in order.
    /// - Returns: What is wrong with it, each with its rule; empty: nothing.
    mutating func observe(_ input: Input, answers: [(node: Int, resolution: Resolution)], _ step: Step, at now: Timestamp) -> [String] {
        self.now = now
        objections.removeAll()
        forecasts.removeAll(keepingCapacity: true)
        let hasEnded = histories[0].ended != nil
        place += 1
        stepBegan = place
        note(input, step)
        for (node, resolution) in answers { note(resolution, for: node) }
        for event in step.events {
            place += 1
            expect(!hasEnded || event.isLateAnswer, "something happened after the end of the run: \(event.kind)")
            note(event)
        }
        for command in step.commands {
            place += 1
            note(command)
        }
        for (node, fates) in forecasts { objections.append("nothing became of \(path(node)), where one of \(fates) should") }
        if histories[0].ended == nil { settle() }
        return objections.list
    }

    private mutating func note(_ input: Input, _ step: Step) {
        switch input {
        case .ended(let call): returned(call.node, call.attempt, Return(call))
        case .abandoned(let node, let attempt): returned(node, attempt, .abandoned)
        case .overdue(let node, let attempt, let reason):
            guard var last = histories[node].call, last.number == attempt, last.isCalled, last.cut == nil else { return }
            // A timer may come though its deadline has moved meanwhile, or is about to. Of runs of continuous groups without events only the answer tells.
            let isObeyed = isLooping(parent(node)) && step.commands.contains(.cancel(node: node, attempt: attempt))
            if reason == .deadline, !isObeyed, standsStill || histories[node].deadline.map({ $0 <= now }) != true { return }
            last.cut = reason
            histories[node].attempts[histories[node].attempts.count - 1] = last
        case .probeAnswered(let node, let attempt, let answer): answered(node, attempt, answer)
        case .decision(let node, let verdict, _): decided(node, verdict)
        case .stop(let cut, _):
            guard histories[0].ended == nil, cut > stop else {
                expect(step.events.isEmpty && step.commands.isEmpty, "S42 a stop that is no harder than the last one has an effect")
                return
            }
            stops.append((cut, place))
            goOn(from: \.isPaused)
            goOn(from: \.isHeld)
            for node in nodes.indices where histories[node].attempts.last?.fate?.value == .undecided { forecasts[node] = [.failed] }
        case .pause: if stops.isEmpty, histories[0].isUnderWay { stand(still: \.isPaused) }
        case .resume: goOn(from: \.isPaused)
        case .hold: stand(still: \.isHeld)
        case .release: goOn(from: \.isHeld)
        case .shutdown: isClosing = true
        case .start, .resolved, .lateAnswer, .due, .handOver, .unreadableMessage: break
        case .recovered, .notMade: objections.append("the model judges one engine only")
        }
    }

    /// S43, S44: nothing begins from now on.
    private mutating func stand(still reason: WritableKeyPath<RunModel, Bool>) {
        if !standsStill { stillSince = now }
        self[keyPath: reason] = true
    }

    /// S43, S44: a reason to stand still is gone; with the last one deadlines move as far as the run stood still.
    private mutating func goOn(from reason: WritableKeyPath<RunModel, Bool>) {
        guard self[keyPath: reason] else { return }
        self[keyPath: reason] = false
        guard !standsStill else { return }
        wentOn = place
        for node in nodes.indices where !isLooping(parent(node)) {
            histories[node].deadline = histories[node].deadline.map { $0 + (now - stillSince) }
        }
    }

    private mutating func note(_ resolution: Resolution, for node: Int) {
        expect(nodes[node].action?.bindings.isEmpty == false, "S28 \(path(node)) has no bindings, but its request is made anew")
        histories[node].resolution = resolution
        if case .request(_, let effect?) = resolution { histories[node].effect = effect }
    }

    private mutating func note(_ event: Event) {
        let node = event.node
        switch event.kind {
        case .began: begin(node)
        case .phaseBegan(let began): goOver(node, to: began.phase, due: began.due)
        case .groupBegan: begin(node)
        case .attemptBegan(let began): intend(node, began)
        case .attemptCut(let cut): self.cut(node, cut)
        case .attemptEnded(let ended): settle(node, ended)
        case .probing(let probing): settle(node, probing.attempt, .asked(now))
        case .probed(let probed): settle(node, probed.attempt, .asked(probed.due))
        case .unresolved(let unresolved): settle(node, unresolved.attempt, .undecided)
        case .ended(let ended): end(node, ended)
        case .skipped(let skipped): skip(node, skipped.reason)
        case .failed(let failed): fail(node, failed.origin)
        case .stopping: beStopped(node)
        case .cut(let cut): beCut(node, cut)
        case .continuousPassed(let passed):
            expect(passed.last <= now && passed.runs > 0, "S7 \(path(node)) passed \(passed.runs) times, last at \(passed.last)")
        case .stopRequested, .paused, .resumed, .deadlinesMoved, .decided, .lateAnswer, .submitted, .handedOver, .messageIgnored: break
        case .recovered, .interrupted: objections.append("the model judges one engine only")
        }
    }

    private mutating func note(_ command: Command) {
        switch command {
        case .begin(let node, let attempt): call(node, attempt)
        case .probe(let node, let attempt):
            let last = histories[node].attempts.last
            expect(last?.number == attempt && last?.returned != nil, "S33 \(path(node)) is asked for attempt \(attempt), which is not over")
            if case .asked(let due)? = last?.fate?.value {
                expect(due <= now, "S33 \(path(node)) is asked before \(due)")
            } else {
                objections.append("S33 \(path(node)) is asked though nothing is open")
            }
            expect(!isClosing, "S45 \(path(node)) is asked while the engine closes")
        case .cancel(let node, let attempt):
            let isAsked = histories[node].attempts.last?.isAsked == true
            expect(isAsked || histories[node].call?.number == attempt, "\(path(node)) is cancelled, but attempt \(attempt) is not under way")
            if let last = histories[node].attempts.indices.last, histories[node].attempts[last].cut == nil {
                histories[node].attempts[last].cut = .policy
            }
        case .finish(let status):
            expect(histories[0].ended?.status == status, "the run finished as \(status), but ended as \(String(describing: histories[0].ended))")
            finished = status
            judgeEnd()
        case .resolve, .limit, .wake: break
        }
    }
}

extension Event {
    fileprivate var isLateAnswer: Bool { if case .lateAnswer = kind { true } else { false } }
}
