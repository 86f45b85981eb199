import Foundation

/// What the shop has to sell: the data that all its servers read, and that an upgrade can ruin.
struct Stock: Codable, Equatable, Sendable {
    /// How many there are of each thing.
    var items: [String: Int]

    /// What the shop of the example starts with.
    static let initial = Stock(items: ["apples": 12, "pears": 7, "plums": 30])

    /// A stock.
    init(items: [String: Int]) {
        self.items = items
    }

    /// The stock in a file.
    ///
    /// - Throws: An error of Foundation when there is none, or none that this version can read.
    init(contentsOf file: String) throws {
        self = try JSONDecoder().decode(Stock.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    }

    /// Writes the stock into a file.
    ///
    /// - Throws: An error of Foundation when that cannot be written.
    func write(to file: String) throws {
        try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: file), options: .atomic)
    }
}
