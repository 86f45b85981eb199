import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("MakeDirectory", .timeLimit(.minutes(15)))
struct MakeDirectoryTests {
    let folder = try! TemporaryFolder()
    let plugin = MakeDirectory()

    private func make(_ name: String, makesParents: Bool = true, permissions: FilePermissions? = nil) async throws -> Bool {
        try await plugin.execute(.init(path: folder[name], makesParents: makesParents, permissions: permissions), in: .alone()).wasMade
    }

    @Test("missing parents are made too, and a second call finds the directory")
    func makes() async throws {
        #expect(try await make("a/b/c/", permissions: 0o711))
        #expect(try folder.permissions(of: "a/b/c") == 0o711)
        #expect(try await !make("a/b/c", permissions: 0o700))
        #expect(try folder.permissions(of: "a/b/c") == 0o700)
        #expect(plugin.effect(of: .init(path: "a")) == .idempotent)
    }

    @Test("a missing parent is an error where it is not to be made")
    func noParents() async throws {
        let error = try await #require(throws: PluginError.self) { try await make("a/b", makesParents: false) }
        #expect(error.code == .notFound && error.isPermanent)
        #expect(try folder.names().isEmpty)
    }

    @Test("a file in its place, or in the place of a parent, is an error; a link to a directory is not")
    func otherThings() async throws {
        try folder.write("x", to: "file")
        #expect(try await #require(throws: PluginError.self) { try await make("file") }.code == .unexpectedKind)
        #expect(try await #require(throws: PluginError.self) { try await make("file/b/c") }.code == .notFound)
        try folder.makeFolder("dir")
        try folder.link("link", to: "dir")
        #expect(try await !make("link"))
        #expect(try await make("link/inner"))
        #expect(folder.exists("dir/inner"))
    }

    #if os(Linux)
        @Test("where nobody may make anything, the error says what is missing")
        func denied() async throws {
            let error = try await #require(throws: PluginError.self) {
                try await plugin.execute(.init(path: "/sys/kernel/workstream/a"), in: .alone())
            }
            #expect(error.code == .permissionDenied && error.isPermanent)
        }
    #endif

    @Test("a request with a path alone has the defaults")
    func decoding() throws {
        #expect(try JSONDecoder().decode(MakeDirectory.Request.self, from: Data(#"{"path":"a"}"#.utf8)) == .init(path: "a"))
    }
}
