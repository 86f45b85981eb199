import Workstream

extension StoragePromise {
    /// Promises about a storage whose process was killed in the middle of a write.
    static let tearing: [StoragePromise] = [
        StoragePromise(
            "S61, S68 a batch that was cut off while it was written is there whole or not at all, and the run goes on after it",
            because: "Half of what happened together is something that never happened.", needs: [.another, .tear]
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            try await trial.storage.append(.sample(run, 2...30), as: lease)
            var trial = try await trial.torn(.sample(run, 31...60, status: .completed), as: lease)
            var last = try await Self.whole(run, in: trial, before: 30, after: 60)
            try await trial.advance(by: .seconds(60))
            for size in [1, 40] {
                let again = try await trial.acquire(run, owner: 2)
                try await trial.storage.append(.sample(run, last + 1...last + size), as: again)
                last += size
                try await trial.expect(trial.numbers(of: run), is: Array(1...last), "the numbers of the events after one more batch")
                try await trial.storage.release([again])
                trial = try await trial.reopened()
                try await trial.expect(trial.numbers(of: run), is: Array(1...last), "the numbers of the events, once more opened")
                try await trial.expect(trial.head(of: run).lastNumber, is: last, "the last number in the list, once more opened")
            }
            try await trial.storage.close()
        },
        StoragePromise(
            "S68 the first batch of a run may be cut off too, and the runs beside it are not touched",
            because: "A crash is no reason to lose a run, or another one.", needs: [.another, .tear]
        ) { trial async throws in
            let run = NewRun.sample(1, key: "k")
            let other = NewRun.sample(2, at: 2)
            let lease = try await trial.begin(run)
            let otherLease = try await trial.begin(other)
            try await trial.storage.append(.sample(other, 2...9), as: otherLease)
            let trial = try await trial.torn(.sample(run, 2...9), as: lease)
            _ = try await Self.whole(run, in: trial, before: 1, after: 9)
            try await trial.expect(trial.numbers(of: other), is: Array(1...9), "the numbers of the other run's events")
            try await trial.expect(trial.storage.create(.sample(3, key: "k")), is: .exists(run.id), "what became of a run with the same key")
            try await trial.storage.close()
        },
        StoragePromise(
            "S68 an observer sees nothing of a batch that was cut off",
            because: "Who looks at a run after a crash, before any engine has come back, must see what will be gone on from.",
            needs: [.another, .tear]
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            try await trial.storage.append(.sample(run, 2...3), as: lease)
            let trial = try await trial.torn(.sample(run, 4...20), as: lease, .observer)
            _ = try await Self.whole(run, in: trial, before: 3, after: 20)
            try await trial.storage.close()
        },
    ]

    /// Expects that a batch is there whole or not at all, in the journal and in the list, and gives the last number.
    private static func whole(_ run: NewRun, in trial: StorageTrial, before: Int, after: Int) async throws -> Int {
        let numbers = try await trial.numbers(of: run)
        try trial.expect(
            numbers == Array(1...before) || numbers == Array(1...after),
            "of a batch with the events \(before + 1) to \(after), which was cut off, the journal has a part: \(numbers)")
        try await trial.expect(trial.head(of: run).lastNumber, is: numbers.count, "the last number in the list")
        return numbers.count
    }
}
