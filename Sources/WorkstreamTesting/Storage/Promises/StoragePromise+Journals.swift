import Workstream

extension StoragePromise {
    /// Promises about reading what was appended.
    static let journals: [StoragePromise] = [
        StoragePromise(
            "a journal of more than 10,000 events comes back in order, in pieces of any size",
            because: "The state of a run is what its events make of it, so one that is missing or out of place makes another run."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            var next = 2
            for size in [1, 2, 3, 100, 5000, 1, 4096, 1500] {
                try await trial.storage.append(.sample(run, next...next + size - 1), as: lease)
                next += size
            }
            for limit in [999, 4096, Int.max] {
                let all = try await trial.events(of: run, by: limit)
                try trial.expect(all.map(\.number), is: Array(1..<next), "the numbers of the events, asked for in pieces of \(limit)")
                try trial.expect(try all[1].event(), is: Batch.sample(run, 2...2).events[0], "event 2")
                try trial.expect(try all[next - 2].event(), is: Batch.sample(run, next - 1...next - 1).events[0], "the last event")
            }
            let storage = trial.storage
            let middle = try await storage.events(of: run.id, after: 5100, limit: 7)
            try trial.expect(middle.first?.number, is: 5101, "the first event after 5100")
            try trial.expect(middle.count <= 7, "\(middle.count) events were given where 7 were asked for")
            try await trial.expect(storage.events(of: run.id, after: next - 2, limit: 100).map(\.number), is: [next - 1], "the last event alone")
            for number in [next - 1, next + 100, .max] {
                try await trial.expect(storage.events(of: run.id, after: number, limit: 100).count, is: 0, "the events after number \(number)")
            }
        },
        StoragePromise(
            "events of every kind come back with all that they hold",
            because: "A field that is lost on the way makes an engine decide something else after a restart than before it."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            let batch = Batch.sample(run, Event.samples(from: 2))
            try await trial.storage.append(batch, as: lease)
            let found = try await trial.events(of: run, after: 1)
            for (stored, event) in zip(found, batch.events) { try trial.expect(try stored.event(), is: event, "event \(event.number)") }
            try trial.expect(found.count, is: batch.events.count, "the number of events")
        },
        StoragePromise(
            "S32 values as large as the limits allow come back byte for byte",
            because: "A response of 4 MiB is kept whole, and a later action may need its last byte."
        ) { trial async throws in
            let pattern = Array("\"0123456789abcdef 💾\\n".utf8)
            let text = (0..<(4 << 20) / pattern.count - 8).flatMap { _ in pattern.dropFirst() }
            let response = Payload.whole(Array("\"".utf8) + text + Array("\"".utf8))
            let request = JSON.string(String(repeating: "request ", count: 1 << 17))
            let plan = Plan(
                name: "P",
                blocks: [
                    Node.Block(
                        name: "B",
                        sequences: [Node.Sequence(name: "s", actions: [Node.Action(name: "a", plugin: "p", request: request)])])
                ])
            let run = NewRun.sample(1, plan)
            let lease = try await trial.begin(run)
            let time = run.event.time
            let ended = Event.Kind.attemptEnded(.init(attempt: 1, outcome: .success(response), status: .completed))
            let batch = Batch.sample(
                run, [Event(number: 2, time: time, node: 3, kind: .began), Event(number: 3, time: time, node: 3, kind: ended)])
            try await trial.storage.append(batch, as: lease)
            try await trial.storage.append(.sample(run, 4...4), as: lease)
            try await trial.expect(trial.events(of: run).map(\.number), is: [1, 2, 3, 4], "the numbers of the events")
            let found = try await trial.events(of: run, after: 2, by: 1).first?.event()
            try trial.expect(found == batch.events[1], "the event with a response of \(text.count) bytes came back changed")
            let definition = try await trial.storage.definition(of: run.id)
            try trial.expect(definition == run.plan, "a definition with a request of 1 MiB came back changed")
        },
        StoragePromise(
            "S47 what a list says is there can be read, while batches are appended",
            because: "People follow a run while it goes, and must never see half of what happened together."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for part in 0..<20 { try await trial.storage.append(.sample(run, (part * 50 + 2)...(part * 50 + 51)), as: lease) }
                }
                for _ in 0..<3 {
                    group.addTask {
                        for _ in 0..<20 {
                            let last = try await trial.head(of: run).lastNumber
                            try trial.expect(last % 50, is: 1, "the last number in the list, \(last), as part of a batch of 50")
                            let numbers = try await trial.numbers(of: run)
                            try trial.expect(numbers == Array(1...numbers.count), "the numbers of the events have a gap: \(numbers)")
                            try trial.expect(numbers.count >= last, "a list says \(last) events, but \(numbers.count) could be read after that")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await trial.expect(trial.numbers(of: run).count, is: 1001, "the number of events in the end")
        },
    ]
}
