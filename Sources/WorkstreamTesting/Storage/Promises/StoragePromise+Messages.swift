import Workstream

extension StoragePromise {
    /// Promises about what people ask of a run.
    static let messages: [StoragePromise] = [
        StoragePromise(
            "messages are numbered by run, need no lease, and are given after the one that is known",
            because: "A stop that is asked for from another process reaches the engine this way, once."
        ) { trial async throws in
            let storage = trial.storage
            for number in 1...2 { _ = try await storage.create(.sample(number)) }
            for number in 1...3 { try await storage.post(Message(.stop, from: "a", body: [1, .integer(Int128(number))]), to: .sample(1)) }
            let signal = Message("signal", from: "b \"quoted\"\n", body: ["text": "é 😀 \u{0}", "large": .integer(.max), "half": 0.5])
            try await storage.post(signal, to: .sample(2))
            let all = try await storage.messages(after: [.sample(1): 0, .sample(2): 0, .sample(3): 0])
            try trial.expect(all.filter { $0.run == .sample(1) }.map(\.number), is: [1, 2, 3], "the numbers of the first run's messages")
            try trial.expect(all.filter { $0.run == .sample(2) }.map(\.message), is: [signal], "the messages to the second run")
            try trial.expect(all.filter { $0.run == .sample(2) }.map(\.number), is: [1], "the numbers of the second run's messages")
            try await trial.expect(storage.messages(after: [.sample(1): 2]).map(\.message.body), is: [[1, 3]], "the messages after number 2")
            try await trial.expect(storage.messages(after: [.sample(1): 3]).count, is: 0, "the number of messages after the last")
            try await trial.expect(storage.messages(after: [:]).count, is: 0, "the number of messages to no run")
        },
        StoragePromise(
            "messages that are posted at the same time are all kept, numbered without gaps",
            because: "Whoever asks for something must not undo what another asked for."
        ) { trial async throws in
            _ = try await trial.storage.create(.sample(1))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...40 {
                    group.addTask { try await trial.storage.post(Message("signal", from: "\(number)"), to: .sample(1)) }
                }
                try await group.waitForAll()
            }
            let messages = try await trial.storage.messages(after: [.sample(1): 0])
            try trial.expect(messages.map(\.number), is: Array(1...40), "the numbers of the messages")
            try trial.expect(Set(messages.map(\.message.author)).count, is: 40, "the number of different messages")
        },
    ]
}
