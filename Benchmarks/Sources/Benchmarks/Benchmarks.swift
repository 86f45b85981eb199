import Counting

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Measures the framework, or counts what it does.
@main
enum Benchmarks {
    static func main() async throws {
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
            print(Options.usage)
            exit(64)
        }
        switch options.task {
        case .measure:
            print(Table.head)
            for row in options.rows {
                print(Table.line(row, try await Comparison(of: row, rounds: options.rounds)))
                // A row takes seconds: each is shown as soon as it is there, also in a file.
                fflush(nil)
            }
        case .count(let count):
            for row in options.rows {
                guard let work = row.counted else { continue }
                // Once before, so that nothing that is made once in a process is counted.
                _ = try await work(count)
                counting_enable()
                _ = try await work(count)
                print(row.name, count, counting_allocations())
            }
        }
    }
}
