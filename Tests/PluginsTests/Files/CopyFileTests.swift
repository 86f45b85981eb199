import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("CopyFile", .timeLimit(.minutes(15)))
struct CopyFileTests {
    let folder = try! TemporaryFolder()
    let plugin = CopyFile()

    private func copy(_ source: String, _ destination: String, ifExists: ExistingFile = .replace) async throws -> CopyFile.Response {
        try await plugin.execute(.init(source: folder[source], destination: folder[destination], ifExists: ifExists), in: .alone())
    }

    private func makeTree() throws {
        try folder.makeFolder("tree/inner/empty")
        try folder.write("#!/bin/sh\n", to: "tree/run", permissions: 0o755)
        try folder.write(String(repeating: "x", count: 700_000), to: "tree/inner/large", permissions: 0o600)
        try folder.link("tree/link", to: "inner/large")
        try folder.link("tree/nowhere", to: "/does/not/exist")
        try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder["tree/inner"])
    }

    @Test("a file is copied with its permissions, and nothing else is left")
    func file() async throws {
        try folder.write("hello", to: "a", permissions: 0o751)
        #expect(try await copy("a", "b") == .init(path: folder["b"], fileCount: 1, byteCount: 5, changed: true))
        #expect(try folder.text(of: "b") == "hello")
        #expect(try folder.permissions(of: "b") == 0o751)
        #expect(try folder.names() == ["a", "b"])
    }

    @Test("a copied program does not run as its owner any more")
    func setUserID() async throws {
        try folder.write("x", to: "a", permissions: 0o4755)
        _ = try await copy("a", "b")
        #expect(try folder.permissions(of: "b") == 0o755)
        #expect(try await !copy("a", "b").changed)
    }

    @Test("a directory is copied with everything in it: files, permissions, links as links, empty directories")
    func directory() async throws {
        try makeTree()
        #expect(try await copy("tree", "copy") == .init(path: folder["copy"], fileCount: 2, byteCount: 700_010, changed: true))
        #expect(try folder.names(in: "copy") == ["inner", "link", "nowhere", "run"])
        #expect(try folder.names(in: "copy/inner") == ["empty", "large"])
        #expect(try folder.text(of: "copy/inner/large") == folder.text(of: "tree/inner/large"))
        #expect(try folder.permissions(of: "copy/run") == 0o755)
        #expect(try folder.permissions(of: "copy/inner") == 0o711)
        #expect(try folder.target(of: "copy/link") == "inner/large")
        #expect(try folder.target(of: "copy/nowhere") == "/does/not/exist")
        #expect(try folder.names() == ["copy", "tree"])
    }

    @Test("S33 a repetition finds the copy and changes nothing, also where nothing may be replaced", arguments: ExistingFile.allCases)
    func repeated(ifExists: ExistingFile) async throws {
        try makeTree()
        #expect(try await copy("tree", "copy", ifExists: ifExists).changed)
        #expect(try await copy("tree", "copy", ifExists: ifExists) == .init(path: folder["copy"], fileCount: 0, byteCount: 0, changed: false))
        #expect(plugin.effect(of: .init(source: "a", destination: "b", ifExists: ifExists)) == .idempotent)
    }

    @Test("any difference in a directory is seen", arguments: ["content", "permissions", "link", "missing", "more", "kind"])
    func difference(what: String) async throws {
        try makeTree()
        _ = try await copy("tree", "copy")
        let manager = FileManager.default
        switch what {
        case "content": try folder.write(String(repeating: "x", count: 699_999) + "y", to: "copy/inner/large", permissions: 0o600)
        case "permissions": try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder["copy/run"])
        case "link":
            try manager.removeItem(atPath: folder["copy/link"])
            try folder.link("copy/link", to: "inner/other")
        case "missing": try manager.removeItem(atPath: folder["copy/inner/empty"])
        case "more": try folder.write("", to: "copy/inner/empty/more")
        default:
            try manager.removeItem(atPath: folder["copy/inner/empty"])
            try folder.write("", to: "copy/inner/empty")
        }
        let error = try await #require(throws: PluginError.self) { try await copy("tree", "copy", ifExists: .refuse) }
        #expect(error.code == .alreadyExists && error.isPermanent)
        #expect(try await copy("tree", "copy").changed)
        #expect(try await !copy("tree", "copy").changed)
        #expect(try folder.names() == ["copy", "tree"])
    }

    @Test("S33 what a cut-off replacement moved away is removed by the repetition")
    func leftOver() async throws {
        try makeTree()
        _ = try await copy("tree", "copy")
        let old = PathText.name(of: PathText.temporary(beside: folder["copy"], for: PluginContext.alone().actionToken, "old"))
        let new = PathText.name(of: PathText.temporary(beside: folder["copy"], for: PluginContext.alone().actionToken))
        try folder.makeFolder(old + "/deep")
        _ = try await copy("tree", "copy")
        #expect(try folder.names() == ["copy", "tree"])
        try folder.makeFolder(old + "/deep")
        try folder.makeFolder(new + "/half")
        try FileManager.default.removeItem(atPath: folder["copy"])
        #expect(try await copy("tree", "copy").changed)
        #expect(try folder.names() == ["copy", "tree"])
        #expect(try folder.names(in: "copy") == ["inner", "link", "nowhere", "run"])
    }

    @Test("names that are no UTF-8 are kept byte by byte")
    func bytes() async throws {
        try folder.makeFolder("tree")
        let name: [CChar] = Array((folder["tree"] + "/").utf8CString.dropLast()) + [-1, -2, 65, 0]
        try #require(close(open(name, O_CREAT | O_WRONLY, 0o644)) == 0)
        #expect(try await copy("tree", "copy").fileCount == 1)
        let copied: [CChar] = Array((folder["copy"] + "/").utf8CString.dropLast()) + [-1, -2, 65, 0]
        #expect(access(copied, F_OK) == 0)
        #expect(try await !copy("tree", "copy").changed)
    }

    @Test("what cannot be copied or replaced is refused, and leaves nothing behind")
    func refused() async throws {
        try makeTree()
        try folder.write("x", to: "file")
        try folder.link("linkToTree", to: "tree")
        #expect(try await code { try await copy("missing", "b") } == .notFound)
        #expect(try await code { try await copy("file", "tree") } == .unexpectedKind)
        #expect(try await code { try await copy("tree", "file") } == .unexpectedKind)
        #expect(try await code { try await copy("tree", "linkToTree") } == .unexpectedKind)
        #expect(try await code { try await copy("file", "none/b") } == .notFound)
        #expect(try await code { try await copy("tree", "tree/inner/copy") } == .invalidRequest)
        try #require(mkfifo(folder["tree/pipe"], 0o600) == 0)
        #expect(try await code { try await copy("tree/pipe", "b") } == .unexpectedKind)
        #expect(try await code { try await copy("tree", "b") } == .unexpectedKind)
        #expect(try folder.names() == ["file", "linkToTree", "tree"])
        #expect(try folder.names(in: "tree/inner") == ["empty", "large"])
    }

    @Test("a link given as the source stands for what it points to, and one at the destination of a file is replaced")
    func links() async throws {
        try makeTree()
        try folder.link("current", to: "tree")
        #expect(try await copy("current", "copy").fileCount == 2)
        try folder.write("x", to: "file")
        try folder.link("other", to: "tree/run")
        _ = try await copy("file", "other")
        #expect(try folder.text(of: "other") == "x")
        #expect(try folder.text(of: "tree/run") == "#!/bin/sh\n")
    }

    @Test("a cancelled copy ends at once and cleans up")
    func cancelled() async throws {
        try makeTree()
        let task = Task { [self] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await copy("tree", "copy")
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try folder.names() == ["tree"])
    }

    private func code(_ call: () async throws -> CopyFile.Response) async throws -> PluginError.Code {
        try await #require(throws: PluginError.self) { _ = try await call() }.code
    }
}
