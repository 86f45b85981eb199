/// What is asked for on the command line.
struct Options {
    /// What to do with the rows.
    enum Task: Equatable {
        /// Print the table.
        case measure
        /// Do the work of one row so many times, and print what that allocates.
        case count(Int)
    }

    /// What to do.
    private(set) var task = Task.measure
    /// How many measurements of each row count.
    private(set) var rounds = 5
    /// Which rows; all where none is named.
    private(set) var rows: [Row] = []

    /// How the program is called.
    static let usage = """
        Benchmarks [--rounds N] [ROW…]    prints the table
        Benchmarks --count N ROW          does N operations of a row and prints how many allocations each makes
        rows: \(Row.all.map(\.name).joined(separator: ", "))
        """

    /// Reads the arguments; `nil` where they make no sense.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--rounds":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else { return nil }
                rounds = number
            case "--count":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else { return nil }
                task = .count(number)
            default:
                guard let row = Row.all.first(where: { $0.name == argument }) else { return nil }
                rows.append(row)
            }
        }
        if rows.isEmpty { rows = Row.all }
    }
}
