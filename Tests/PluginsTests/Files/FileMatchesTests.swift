import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("FileMatches", .timeLimit(.minutes(15)))
struct FileMatchesTests {
    // The example of FIPS 180-4 for three bytes.
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let folder = try! TemporaryFolder()
    let plugin = FileMatches()

    @Test("the content with that digest passes, in either case of letters, and through a link")
    func matches() async throws {
        try folder.write("abc", to: "a")
        try folder.link("link", to: "a")
        _ = try await plugin.execute(.init(path: folder["a"], digest: digest), in: .alone())
        _ = try await plugin.execute(.init(path: folder["link"], digest: digest.uppercased()), in: .alone())
    }

    @Test("a file of several pieces is hashed whole")
    func large() async throws {
        // As computed by `head -c 600000 /dev/zero | sha256sum`.
        try Data(count: 600_000).write(to: URL(fileURLWithPath: folder["zeros"]))
        let request = FileMatches.Request(path: folder["zeros"], digest: "1358f4ce65f0d1ed482d572e4eac6ea90d465c0ab878f477297474f8f23226c3")
        _ = try await plugin.execute(request, in: .alone())
    }

    @Test("S4 another content, no file, and a directory are a no")
    func differs() async throws {
        try folder.write("abd", to: "a")
        try folder.makeFolder("dir")
        for name in ["a", "none", "dir"] {
            let error = try await #require(throws: PluginError.self) {
                try await plugin.execute(.init(path: folder[name], digest: digest), in: .alone())
            }
            #expect(error.code == .checkFailed)
            #expect(error.message.contains("\"\(folder[name])\""))
        }
    }

    @Test("text that is no digest is refused", arguments: ["", "ba78", "sha256", String(repeating: "g", count: 64)])
    func validation(digest: String) {
        let error = #expect(throws: PluginError.self) { try plugin.validate(.init(path: "a", digest: digest)) }
        #expect(error?.code == .invalidRequest)
    }
}
