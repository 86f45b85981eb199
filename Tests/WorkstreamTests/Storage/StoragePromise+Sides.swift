import Testing

@testable import Workstream

extension StoragePromise {
    /// Promises about messages, live output and checkpoints.
    static let sides: [StoragePromise] = [
        StoragePromise("messages are numbered by run, need no lease, and are given after the one that is known") { ground async throws in
            for number in 1...2 { _ = try await ground.storage.create(.sample(number)) }
            for number in 1...3 { try await ground.storage.post(Message(.stop, from: "a", body: [1, .integer(Int128(number))]), to: .sample(1)) }
            try await ground.storage.post(Message("signal", from: "b"), to: .sample(2))
            let all = try await ground.storage.messages(after: [.sample(1): 0, .sample(2): 0, .sample(3): 0])
            #expect(all.filter { $0.run == .sample(1) }.map(\.number) == [1, 2, 3])
            #expect(all.filter { $0.run == .sample(2) }.map(\.message) == [Message("signal", from: "b")])
            #expect(try await ground.storage.messages(after: [.sample(1): 2]).map(\.message.body) == [[1, 3]])
            #expect(try await ground.storage.messages(after: [.sample(1): 3]).isEmpty)
            #expect(try await ground.storage.messages(after: [:]).isEmpty)
        },
        StoragePromise("S73 live output is kept by attempt, in order") { ground async throws in
            let run = NewRun.sample(1)
            let lease = try await ground.begin(run)
            let pieces = [Output.Piece("one\n"), Output.Piece("two", channel: .standardError), Output.Piece("end", missing: 5)]
            for piece in pieces { try await ground.storage.append(OutputChunk(run: run.id, node: 3, attempt: 2, piece: piece), as: lease) }
            try await ground.storage.append(OutputChunk(run: run.id, node: 3, attempt: 1, piece: Output.Piece("other")), as: lease)
            let output = try #require(try await ground.storage.output(of: 3, attempt: 2, in: run.id))
            #expect(output.text() == "one\ntwo\n… 5 bytes are missing …\nend")
            #expect(output.text(of: .standardError).hasPrefix("two"))
            #expect(output.length == 15 && output.missing == 5)
            #expect(try await ground.storage.output(of: 3, attempt: 1, in: run.id)?.text() == "other")
            #expect(try await ground.storage.output(of: 3, attempt: 3, in: run.id) == nil)
            #expect(try await ground.numbers(of: run) == [1])
        },
        StoragePromise("a checkpoint is a cache: what comes back is the last one, or nothing") { ground async throws in
            let run = NewRun.sample(1)
            let lease = try await ground.begin(run)
            #expect(try await ground.storage.checkpoint(of: run.id) == nil)
            for number in 1...2 {
                try await ground.storage.put(Checkpoint(run: run.id, number: number, version: 1, bytes: [UInt8(number)]), as: lease)
            }
            let found = try await ground.storage.checkpoint(of: run.id)
            #expect(found == nil || found == Checkpoint(run: run.id, number: 2, version: 1, bytes: [2]))
            try await ground.storage.release([lease])
            await expect(.leaseLost) { try await ground.storage.put(Checkpoint(run: run.id, number: 3, version: 1, bytes: []), as: lease) }
        },
    ]
}
