extension LoadedRun {
    /// Why a message says nothing that can be done.
    private struct Misunderstanding: Error {
        let reason: String
    }

    /// What a message means to the machine; one that nobody understands is recorded, and changes nothing.
    ///
    /// - Parameters:
    ///   - stored: The message.
    ///   - limit: The largest response that is recorded whole, in bytes.
    func input(from stored: StoredMessage, limit: Int) -> Input {
        do {
            return try understood(stored.message, stored.number, limit: limit)
        } catch let error as Misunderstanding {
            return .unreadableMessage(stored.number, error.reason)
        } catch {
            return .unreadableMessage(stored.number, (error as? EngineError)?.message ?? "\(error)")
        }
    }

    private func understood(_ message: Message, _ number: Int, limit: Int) throws -> Input {
        let asked = Event.Asked(by: message.author, because: message.text(Message.Field.because) ?? "", message: number)
        switch message.kind {
        case .stop: return .stop(try strength(of: message).cut, asked)
        case .pause: return .pause(asked)
        case .resume: return .resume(asked)
        case .decision:
            guard let text = message.text(Message.Field.path) else {
                throw Misunderstanding(reason: "The decision does not say for which action it is.")
            }
            let path = NodePath(text)
            guard let node = index.node(at: path) else { throw Misunderstanding(reason: "The plan has no action \"\(path)\" that could be decided.") }
            return .decision(node: node, try verdict(decision(of: message), of: node, at: path, limit: limit), asked)
        default:
            throw Misunderstanding(reason: "A message of the kind \"\(message.kind)\" means nothing to this version.")
        }
    }

    private func strength(of message: Message) throws -> StopStrength {
        guard let value = message.body[Message.Field.strength] else { return .finishActions }
        guard case .string(let text) = value, let strength = StopStrength.allCases.first(where: { $0.cut.description == text }) else {
            throw Misunderstanding(reason: "The strength \(value.text(.canonical)) of the stop is none.")
        }
        return strength
    }

    private func decision(of message: Message) throws -> Decision {
        switch message.text(Message.Field.verdict) {
        case "retry": return .retry
        case "completed": return Decision(kind: .completed(message.body[Message.Field.response] ?? .object([:])))
        case "failed": return .failed(message.text(Message.Field.reason) ?? "")
        case let verdict: throw Misunderstanding(reason: "The verdict \"\(verdict ?? "")\" of the decision is none.")
        }
    }
}

extension Message {
    /// A field of the body that is a text.
    fileprivate func text(_ field: String) -> String? {
        if case .string(let text) = body[field] { text } else { nil }
    }
}

extension RunDriver {
    /// Takes a message that somebody left for the run.
    func receive(_ message: StoredMessage) {
        let input = run.input(from: message, limit: engine.options.limits.response)
        update { state, now in
            // After a fault nothing is done; whoever takes the run up reads the message again.
            if state.fault == nil { state.handIn(input, for: .nobody, at: now) }
        }
    }
}
