import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("FreeSpace", .timeLimit(.minutes(15)))
struct FreeSpaceTests {
    let folder = try! TemporaryFolder()
    let plugin = FreeSpace()

    @Test("it agrees with what Foundation says of the same file system")
    func agrees() async throws {
        let response = try await plugin.execute(.init(path: folder.path, minimumBytes: 1), in: .alone())
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
        #expect(response.totalBytes == (attributes[.systemSize] as? NSNumber)?.intValue)
        #expect((1...response.totalBytes).contains(response.freeBytes))
    }

    @Test("S4 more than there is, in bytes or in percent, is a no that says how much there is")
    func tooLittle() async throws {
        let bytes = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(path: folder.path, minimumBytes: .max), in: .alone())
        }
        #expect(bytes.code == .checkFailed && bytes.message.contains("\(Int.max) bytes are needed"))
        // A folder is on it, so a whole file system is never free.
        let percent = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(path: folder.path, minimumBytes: 1, minimumPercent: 100), in: .alone())
        }
        #expect(percent.code == .checkFailed && percent.message.contains("1 bytes and 100 percent are needed"))
    }

    @Test("S4 a path that does not exist is no \"no\"")
    func missing() async throws {
        let error = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(path: folder["none"], minimumBytes: 1), in: .alone())
        }
        #expect(error.code == .notFound)
    }

    @Test("amounts that are always or never there are refused", arguments: [(0, 0), (-1, 0), (1, -1), (0, 101)])
    func validation(bytes: Int, percent: Int) {
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: "/", minimumBytes: bytes, minimumPercent: percent)) }
    }
}
