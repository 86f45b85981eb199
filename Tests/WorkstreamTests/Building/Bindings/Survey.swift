import Foundation
import Workstream

/// A stand-in whose response is full of types that do not take any text or number.
struct Survey: ActionPlugin {
    struct Request: Codable, Sendable { var host = "" }

    struct Response: Codable, Sendable {
        enum CodingKeys: String, CodingKey {
            case id, taken, port, release, image
            case host = "host_name"
            case disks, ports, note
        }

        var id: UUID
        var taken: Date
        var port: Port
        var release: Release
        var image: Image?
        var host: String
        var disks: [Disk]
        var ports: [String: Int]
        var note: String?

        /// What no binding can read.
        var title: String { "\(host) at \(taken)" }
    }

    struct Disk: Codable, Sendable {
        var mount: String
        var size: Int
    }

    struct Image: Codable, Sendable { var tag: String }

    /// Refuses numbers that are no port.
    struct Port: Codable, Sendable {
        var number: Int

        init(from decoder: any Decoder) throws {
            number = try decoder.singleValueContainer().decode(Int.self)
            guard (1...65_535).contains(number) else { throw OutOfRange() }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(number)
        }
    }

    struct OutOfRange: Error {}

    /// Refuses texts that are no version.
    struct Release: Codable, Sendable {
        var parts: [Int]

        init(from decoder: any Decoder) throws {
            let words = try decoder.singleValueContainer().decode(String.self).split(separator: ".")
            parts = words.compactMap { Int($0) }
            guard parts.count == 3, words.count == 3 else { throw OutOfRange() }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(parts.map(String.init).joined(separator: "."))
        }
    }

    static let name = "shop.survey"
    let retryPolicy: RetryPolicy = .fast

    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response { throw PluginError.checkFailed("never called") }
}
