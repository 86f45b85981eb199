import Counting

@main
enum Benchmarks {
    static func main() async throws {
        var names = CommandLine.arguments.dropFirst()
        var rounds = 5
        if let place = names.firstIndex(of: "--rounds") {
            rounds = Int(names[place + 1])!
            names.removeSubrange(place...place + 1)
        }
        let counts = names.first == "--count"
        if counts { names.removeFirst() }
        for row in Row.memory where names.isEmpty || names.contains(row.name) {
            if counts {
                _ = try await row.subject(row.count)
                continue
            }
            var rates: [Double] = []
            for _ in 0..<rounds { rates.append(Double(row.count) / (try await row.subject(row.count) / .seconds(1))) }
            var others: [Double] = []
            if let baseline = row.baseline {
                for _ in 0..<rounds { others.append(Double(row.count) / (try await baseline(row.count) / .seconds(1))) }
            }
            print(row.name, rates.sorted().map { Int($0) }, others.sorted().map { Int($0) })
        }
    }
}
