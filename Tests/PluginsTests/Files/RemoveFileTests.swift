import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("RemoveFile", .timeLimit(.minutes(15)))
struct RemoveFileTests {
    let folder = try! TemporaryFolder()
    let plugin = RemoveFile()

    private func remove(_ name: String, isRecursive: Bool = false, mustExist: Bool = false) async throws -> Bool {
        try await plugin.execute(.init(path: folder[name], isRecursive: isRecursive, mustExist: mustExist), in: .alone()).wasThere
    }

    @Test("a file, a link and an empty directory are removed; what a link points to stays")
    func removes() async throws {
        try folder.write("x", to: "file")
        try folder.makeFolder("dir/kept")
        try folder.makeFolder("empty")
        try folder.link("link", to: "dir")
        for name in ["file", "link/", "empty"] { #expect(try await remove(name)) }
        #expect(try folder.names() == ["dir"])
        #expect(folder.exists("dir/kept"))
    }

    @Test("nothing there is fine, or an error where it must exist")
    func missing() async throws {
        #expect(try await !remove("none"))
        let error = try await #require(throws: PluginError.self) { try await remove("none", mustExist: true) }
        #expect(error.code == .notFound && error.isPermanent)
    }

    @Test("a directory that holds something is removed only recursively, and links in it are not followed")
    func recursive() async throws {
        try folder.makeFolder("outside")
        try folder.write("precious", to: "outside/file")
        try folder.makeFolder("dir/a/b")
        try folder.write("x", to: "dir/a/.hidden")
        try folder.link("dir/a/b/out", to: folder["outside"])
        let error = try await #require(throws: PluginError.self) { try await remove("dir") }
        #expect(error.code == .notEmpty && error.isPermanent)
        #expect(try await remove("dir", isRecursive: true))
        #expect(try folder.names() == ["outside"])
        #expect(folder.exists("outside/file"))
    }

    @Test("a cancelled removal stops half way")
    func cancelled() async throws {
        try folder.makeFolder("dir/a")
        let task = Task { [self] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await remove("dir", isRecursive: true)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(folder.exists("dir/a"))
    }

    @Test("S33 its effect is idempotent, unless something must be there")
    func effect() {
        #expect(plugin.effect(of: .init(path: "a")) == .idempotent)
        #expect(plugin.effect(of: .init(path: "a", mustExist: true)) == .atMostOnce)
    }

    @Test("paths that would mean everything are refused", arguments: ["/", "//", ".", "..", "a/..", "a/../", "", "/srv/./"])
    func validation(path: String) {
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: path, isRecursive: true)) }
    }

    @Test("a request with a path alone has the defaults")
    func decoding() throws {
        #expect(try JSONDecoder().decode(RemoveFile.Request.self, from: Data(#"{"path":"a"}"#.utf8)) == .init(path: "a"))
    }
}
