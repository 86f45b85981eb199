import Testing

@testable import Workstream

extension StoragePromise {
    /// Promises about listings.
    static let listing: [StoragePromise] = [
        StoragePromise("runs are listed by submission, the newest first, in pages of any size") { ground async throws in
            for number in [3, 1, 5, 2, 4] { _ = try await ground.storage.create(.sample(number, at: number)) }
            for limit in 1...7 { #expect(try await ground.list(by: limit) == [5, 4, 3, 2, 1].map { .sample($0) }) }
            #expect(try await ground.storage.heads(matching: .all, after: nil, limit: 5).next == nil)
        },
        StoragePromise("runs of the same moment are listed each once") { ground async throws in
            for number in 1...20 { _ = try await ground.storage.create(.sample(number, at: 1)) }
            for limit in [1, 3, 19, 20] {
                let found = try await ground.list(by: limit)
                #expect(Set(found).count == 20 && found.count == 20)
            }
        },
        StoragePromise("a listing gives each run once, whatever comes, changes and goes between its pages") { ground async throws in
            let runs = (1...10).map { NewRun.sample($0, at: $0 * 10) }
            for run in runs { _ = try await ground.storage.create(run) }
            var found: [RunID] = []
            var cursor: Cursor?
            var round = 0
            repeat {
                let page = try await ground.storage.heads(matching: .all, after: cursor, limit: 2)
                found += page.items.map(\.id)
                cursor = page.next
                round += 1
                // One comes before all, one after all, one between; the last one that was given goes; one that is still to come changes.
                for (offset, seconds) in [1, 1000 + round, 95 - round * 20].enumerated() {
                    _ = try await ground.storage.create(.sample(100 + round * 3 + offset, at: seconds))
                }
                if let last = page.items.last, round.isMultiple(of: 2) { try await ground.storage.delete(last.id) }
                if round == 2 {
                    let lease = try await ground.storage.acquire(runs[0].id, for: .sample(1), lasting: .seconds(60))
                    try await ground.storage.append(.sample(runs[0], 2...2), as: lease)
                }
            } while cursor != nil && round < 50
            #expect(Set(found).count == found.count)
            #expect(found.filter { id in runs.contains { $0.id == id } } == runs.reversed().map(\.id))
        },
        StoragePromise("a query is answered with the runs that match it") { ground async throws in
            let runs = [
                NewRun.sample(1, group: "g", labels: ["team": "web", "stage": "test"], at: 1), NewRun.sample(2, labels: ["team": "web"], at: 2),
                NewRun.sample(3, Plan(name: "Q", blocks: []), key: "k", at: 3),
            ]
            for run in runs { _ = try await ground.storage.create(run) }
            let lease = try await ground.storage.acquire(runs[1].id, for: .sample(1), lasting: .seconds(60))
            try await ground.storage.append(.sample(runs[1], 2...2, status: .completed), as: lease)
            let moment = { (seconds: Int64) in Timestamp(nanoseconds: seconds * 1_000_000_000) }
            let queries: [(RunQuery, [Int])] = [
                (.all, [3, 2, 1]), (.unfinished, [3, 1]), (RunQuery(statuses: [.completed]), [2]), (RunQuery(statuses: []), []),
                (RunQuery(plan: "Q"), [3]),
                (RunQuery(group: "g"), [1]), (RunQuery(key: "k"), [3]), (RunQuery(labels: ["team": "web"]), [2, 1]),
                (RunQuery(labels: ["team": "web", "stage": "test"]), [1]), (RunQuery(submitted: moment(1)..<moment(3)), [2, 1]),
                (RunQuery(ended: moment(0)..<moment(100)), [2]), (RunQuery(statuses: [.notStarted], plan: "P"), [1]),
            ]
            for (query, numbers) in queries {
                for limit in [1, 10] { #expect(try await ground.list(query, by: limit) == numbers.map { .sample($0) }, "\(query)") }
            }
        },
        StoragePromise("a cursor that no page gave is refused, or begins nowhere") { ground async throws in
            _ = try await ground.storage.create(.sample(1))
            await expect(.malformed) { _ = try await ground.storage.heads(matching: .all, after: Cursor(rawValue: "nonsense"), limit: 1) }
        },
    ]
}
