import Workstream

extension StoragePromise {
    /// Promises about storing new runs.
    static let runs: [StoragePromise] = [
        StoragePromise(
            "a new run is kept as it was given",
            because: "The stored definition is what an engine works by after a restart; it is never made again from code."
        ) { trial async throws in
            let plan = Plan(
                name: "P", purpose: "Tries a storage",
                blocks: [
                    Node.Block(
                        name: "B",
                        sequences: [
                            Node.Sequence(name: "s", actions: [Node.Action(name: "a", plugin: "p", request: ["n": [1, 1.5, .null]])])
                        ])
                ])
            let run = NewRun.sample(1, plan, key: "k", group: "g", labels: ["a": "b"])
            try await trial.expect(trial.storage.create(run), is: .created, "what became of the new run")
            try await trial.expect(trial.storage.definition(of: run.id), is: run.plan, "its definition")
            try await trial.expect(trial.events(of: run), is: [StoredEvent(run.event)], "its events")
            try await trial.expect(trial.head(of: run), is: run.head, "its head")
        },
        StoragePromise(
            "a second run with the same id is not stored",
            because: "A submission that is repeated after a lost answer must find the run and not replace it."
        ) { trial async throws in
            _ = try await trial.storage.create(.sample(1, at: 1))
            let other = NewRun.sample(1, Plan(name: "Other", blocks: []), at: 2)
            try await trial.expect(trial.storage.create(other), is: .exists(.sample(1)), "what became of the second run")
            try await trial.expect(trial.storage.definition(of: .sample(1)).plan.name, is: "P", "the plan of the first run")
        },
        StoragePromise(
            "S48 at most one unfinished run exists for a plan name and key, until it has ended",
            because: "A key says what a plan works on, and two plans that work on the same thing harm each other."
        ) { trial async throws in
            let first = NewRun.sample(1, key: "k")
            let lease = try await trial.begin(first)
            let storage = trial.storage
            try await trial.expect(storage.create(.sample(2, key: "k")), is: .exists(.sample(1)), "what became of a run with the same key")
            try await trial.expect(storage.create(.sample(3, key: "K")), is: .created, "what became of a run with another key")
            try await trial.expect(storage.create(.sample(4)), is: .created, "what became of a run without a key")
            let other = NewRun.sample(5, Plan(name: "Q", blocks: []), key: "k")
            try await trial.expect(storage.create(other), is: .created, "what became of a run of another plan")
            try await trial.expect(trial.list().count, is: 4, "the number of runs")
            try await storage.append(.sample(first, 2...3), as: lease)
            try await trial.expect(storage.create(.sample(2, key: "k")), is: .exists(.sample(1)), "the same key while the run is going")
            try await storage.append(.sample(first, 4...4, status: .failed), as: lease)
            try await trial.expect(storage.create(.sample(2, key: "k")), is: .created, "the same key after the run has ended")
            try await trial.expect(storage.create(.sample(6, key: "k")), is: .exists(.sample(2)), "the same key once more")
        },
        StoragePromise(
            "S48 of many that submit the same at the same time, one is stored",
            because: "Looking for the key and storing are one step, or two tools that are started together both deploy."
        ) { trial async throws in
            let created = try await withThrowingTaskGroup(of: Creation.self) { group in
                for number in 1...50 { group.addTask { try await trial.storage.create(.sample(number, key: "k")) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try trial.expect(created.count { $0 == .created }, is: 1, "the number of runs that were created")
            try trial.expect(Set(created).count, is: 2, "the number of different answers")
            try await trial.expect(trial.list().count, is: 1, "the number of runs")
        },
        StoragePromise(
            "names, keys and labels of any text come back as they were given",
            because: "People name things as they like, and neither a file system nor a query language may see commands in a name."
        ) { trial async throws in
            let names = [
                "", " ", ".", "..", "../../up", "a/b", "C:\\temp", "NUL", "it's", "say \"no\"", "'; DROP TABLE runs; --", "%s%n", "line\nbreak\r\n",
                "tab\t", "\u{0}zero", "e\u{301}", "\u{202E}right", "👩‍👩‍👧‍👦", "שלום", "\u{FEFF}mark", String(repeating: "long ", count: 2000),
            ]
            let runs = names.enumerated().map { index, name in
                NewRun.sample(index + 1, Plan(name: name, purpose: name, blocks: []), key: name, group: name, labels: [name: name], at: index + 1)
            }
            for run in runs {
                try await trial.expect(trial.storage.create(run), is: .created, "what became of the plan \"\(run.head.plan)\"")
            }
            for (run, name) in zip(runs, names) {
                try await trial.expect(trial.storage.definition(of: run.id), is: run.plan, "the definition of the plan \"\(name)\"")
                try await trial.expect(trial.head(of: run), is: run.head, "the head of the plan \"\(name)\"")
                try await trial.expect(trial.list(RunQuery(plan: name)), is: [run.id], "the runs of the plan \"\(name)\"")
                try await trial.expect(trial.list(RunQuery(labels: [name: name])), is: [run.id], "the runs with the label \"\(name)\"")
                let again = NewRun.sample(100, Plan(name: name, blocks: []), key: name)
                try await trial.expect(trial.storage.create(again), is: .exists(run.id), "a second run with the key \"\(name)\"")
            }
        },
    ]
}
