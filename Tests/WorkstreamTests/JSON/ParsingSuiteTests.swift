import Foundation
import Testing
import Workstream

@Suite("JSON: the public parsing suite", .oneAtATime)
struct ParsingSuiteTests {
    /// Where the files of the suite lie; they are somebody else's and no part of this package.
    static let directory: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let places: [String?] = [
            ProcessInfo.processInfo.environment["WORKSTREAM_JSON_SUITE"], root.appending(path: "../shared/data/JSONTestSuite/test_parsing").path,
        ]
        return places.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
    }()

    static let files: [String] = {
        guard let directory else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).filter { $0.hasSuffix(".json") }.sorted()
    }()

    @Test(
        "every file is judged as its name says, and none crashes",
        .enabled(if: directory != nil, "the suite is not there: set WORKSTREAM_JSON_SUITE to its folder test_parsing"))
    func everyFile() throws {
        let directory = try #require(Self.directory)
        #expect(Self.files.count > 300)
        for file in Self.files {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: directory).appending(path: file)))
            let result = Result { () throws(JSON.ParseError) in try JSON(parsing: bytes) }
            switch (file.first, result) {
            case ("y", .failure(let error)): Issue.record("\(file) must be accepted: \(error)")
            case ("n", .success(let value)): Issue.record("\(file) must be refused, gave \(value)")
            case (_, .success(let value)):
                #expect(try JSON(parsing: value.bytes()) == value, "\(file)")
                #expect(try JSON(parsing: value.bytes(.pretty)) == value, "\(file)")
            case (_, .failure(let error)):
                #expect(error.line >= 1 && error.column >= 1 && (0...bytes.count).contains(error.offset), "\(file)")
            }
        }
    }
}
