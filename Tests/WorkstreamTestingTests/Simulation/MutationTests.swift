#if MUTATIONS
    import Testing
    import Workstream

    @testable import WorkstreamTesting

    /// Planted faults: what finds them here would find the same mistake of a programmer.
    @Suite("Mutations", .serialized, .timeLimit(.minutes(10)))
    struct MutationTests {
        /// After so many executions a fault counts as not found.
        private static let limit = 20_000

        @Test("without a planted fault nothing is found")
        func none() throws {
            Mutation.plant(nil)
            let report = try RandomSimulation.run(500, seed: 1)
            #expect(report.findings.isEmpty, "\(report)")
        }

        @Test("simulations of random plans find every planted fault", arguments: Mutation.allCases)
        func found(_ mutation: Mutation) throws {
            Mutation.plant(mutation)
            defer { Mutation.plant(nil) }
            var (executions, seed) = (0, UInt64(0))
            while executions < Self.limit {
                seed += 1
                let report = try RandomSimulation.simulation(seed: seed).run(8, seed: seed)
                executions += report.executions
                guard let finding = report.findings.first else { continue }
                print("Mutation \(mutation): found within \(executions) executions by \"\(finding.check)\"")
                return
            }
            Issue.record("\(mutation) was not found in \(executions) executions")
        }
    }
#endif
