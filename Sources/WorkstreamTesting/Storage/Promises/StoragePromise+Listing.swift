import Workstream

extension StoragePromise {
    /// Promises about listings.
    static let listing: [StoragePromise] = [
        StoragePromise(
            "runs are listed by submission, the newest first, in pages of any size", because: "What happened last is what people look for."
        ) { trial async throws in
            for number in [3, 1, 5, 2, 4] { _ = try await trial.storage.create(.sample(number, at: number)) }
            for limit in 1...7 {
                try await trial.expect(trial.list(by: limit), is: [5, 4, 3, 2, 1].map { .sample($0) }, "the runs in pages of \(limit)")
            }
            try await trial.expect(
                trial.storage.heads(matching: .all, after: nil, limit: 5).next, is: nil, "the place after a last page that is full")
        },
        StoragePromise(
            "runs of the same moment are listed each once", because: "Many runs may be submitted by one program in the same nanosecond."
        ) { trial async throws in
            for number in 1...20 { _ = try await trial.storage.create(.sample(number, at: 1)) }
            for limit in [1, 3, 19, 20] {
                let found = try await trial.list(by: limit)
                try trial.expect(found.count, is: 20, "the number of runs in pages of \(limit)")
                try trial.expect(Set(found).count, is: 20, "the number of different runs in pages of \(limit)")
            }
        },
        StoragePromise(
            "a listing gives each run once, whatever comes, changes and goes between its pages",
            because: "An engine that opens goes through all runs page by page, and must not leave one behind."
        ) { trial async throws in
            let runs = (1...10).map { NewRun.sample($0, at: $0 * 10) }
            for run in runs { _ = try await trial.storage.create(run) }
            var found: [RunID] = []
            var cursor: Cursor?
            var round = 0
            repeat {
                let page = try await trial.storage.heads(matching: .all, after: cursor, limit: 2)
                found += page.items.map(\.id)
                cursor = page.next
                round += 1
                // One comes before all, one after all, one between; the last one that was given goes; one that is still to come changes.
                for (offset, seconds) in [1, 1000 + round, 95 - round * 20].enumerated() {
                    _ = try await trial.storage.create(.sample(100 + round * 3 + offset, at: seconds))
                }
                if let last = page.items.last, round.isMultiple(of: 2) { try await trial.storage.delete(last.id) }
                if round == 2 {
                    let lease = try await trial.acquire(runs[0])
                    try await trial.storage.append(.sample(runs[0], 2...2), as: lease)
                }
            } while cursor != nil && round < 50
            try trial.expect(Set(found).count, is: found.count, "the number of different runs that were listed")
            let old = found.filter { id in runs.contains { $0.id == id } }
            try trial.expect(old, is: runs.reversed().map(\.id), "the runs that were there all the time")
        },
        StoragePromise(
            "a query is answered with the runs that match it",
            because: "`RunQuery.matches` says what a query means, and a storage that answers by an index of its own must mean the same."
        ) { trial async throws in
            let runs = [
                NewRun.sample(1, group: "g", labels: ["team": "web", "stage": "test"], at: 1), NewRun.sample(2, labels: ["team": "web"], at: 2),
                NewRun.sample(3, Plan(name: "Q", blocks: []), key: "k", at: 3),
            ]
            for run in runs { _ = try await trial.storage.create(run) }
            let lease = try await trial.acquire(runs[1])
            try await trial.storage.append(.sample(runs[1], 2...2, status: .completed), as: lease)
            let moment = { (seconds: Int64) in Timestamp(nanoseconds: seconds * 1_000_000_000) }
            let queries: [(RunQuery, [Int])] = [
                (.all, [3, 2, 1]), (.unfinished, [3, 1]), (RunQuery(statuses: [.completed]), [2]), (RunQuery(statuses: []), []),
                (RunQuery(plan: "Q"), [3]), (RunQuery(group: "g"), [1]), (RunQuery(key: "k"), [3]), (RunQuery(labels: ["team": "web"]), [2, 1]),
                (RunQuery(labels: ["team": "web", "stage": "test"]), [1]), (RunQuery(submitted: moment(1)..<moment(3)), [2, 1]),
                (RunQuery(ended: moment(0)..<moment(100)), [2]), (RunQuery(statuses: [.notStarted], plan: "P"), [1]),
                (RunQuery(ids: [.sample(1), .sample(3), .sample(9)]), [3, 1]), (RunQuery(ids: []), []),
            ]
            for (query, numbers) in queries {
                for limit in [1, 10] {
                    try await trial.expect(trial.list(query, by: limit), is: numbers.map { .sample($0) }, "the runs that match \(query)")
                }
            }
        },
        StoragePromise(
            "a cursor that no page gave is refused",
            because: "Cursors travel through scripts and links, and a broken one must not look like the end of a list."
        ) { trial async throws in
            _ = try await trial.storage.create(.sample(1))
            try await trial.expect(.malformed, for: "the cursor \"nonsense\"") {
                _ = try await trial.storage.heads(matching: .all, after: Cursor(rawValue: "nonsense"), limit: 1)
            }
        },
    ]
}
