import Testing
import Workstream
import WorkstreamPlugins
import WorkstreamTesting

@Suite("The file plugins keep the promises of plugins", .timeLimit(.minutes(15)))
struct FilePromisesTests {
    /// A folder with a few things in it.
    private static func ground() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "present")
        try folder.makeFolder("full")
        try folder.write("inside", to: "full/file")
        try folder.makeFolder("empty")
        try folder.link("link", to: "present")
        return folder
    }

    @Test("a file is written as promised", arguments: PluginPromise.all(of: WriteFile.self))
    func writing(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            return PluginUnderTest(
                WriteFile(),
                requests: [
                    .init(path: folder["new"], content: "text"), .init(path: folder["present"], content: "text"),
                    .init(path: folder["link"], content: "dGV4dA==", encoding: .base64),
                    .init(path: folder["new"], content: "text", ifExists: .refuse),
                ],
                refused: [.init(path: "", content: "text"), .init(path: folder["new"], content: "no base 64!", encoding: .base64)],
                observe: { try folder.picture() })
        }
    }

    @Test("files and folders are copied as promised", arguments: PluginPromise.all(of: CopyFile.self))
    func copying(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            return PluginUnderTest(
                CopyFile(),
                requests: [
                    .init(source: folder["present"], destination: folder["new"]), .init(source: folder["full"], destination: folder["copy"]),
                    .init(source: folder["full"], destination: folder["empty"]),
                ],
                refused: [.init(source: "", destination: folder["new"]), .init(source: folder["present"], destination: "")],
                observe: { try folder.picture() })
        }
    }

    @Test("folders are made as promised", arguments: PluginPromise.all(of: MakeDirectory.self))
    func making(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            return PluginUnderTest(
                MakeDirectory(), requests: [.init(path: folder["new"]), .init(path: folder["new/deep/deeper"])], refused: [.init(path: "")],
                observe: { try folder.picture() })
        }
    }

    @Test("files and folders are removed as promised", arguments: PluginPromise.all(of: RemoveFile.self))
    func removing(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            return PluginUnderTest(
                RemoveFile(),
                requests: [.init(path: folder["present"]), .init(path: folder["link"]), .init(path: folder["full"], isRecursive: true)],
                refused: [.init(path: ""), .init(path: "/")], observe: { try folder.picture() })
        }
    }

    @Test("a file that must be there is removed as promised", arguments: PluginPromise.all(of: RemoveFile.self))
    func removingOnce(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            var subject = PluginUnderTest(
                RemoveFile(), requests: [.init(path: folder["present"], mustExist: true)], refused: [], observe: { try folder.picture() })
            // What is missing may have been missing before.
            subject.probeMayNotKnow = true
            return subject
        }
    }

    @Test("a link is switched as promised", arguments: PluginPromise.all(of: SwitchSymlink.self))
    func switching(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            return PluginUnderTest(
                SwitchSymlink(),
                requests: [
                    .init(path: folder["link"], target: folder["full"]), .init(path: folder["new"], target: folder["present"]),
                    .init(path: folder["link"], target: nil),
                ],
                refused: [.init(path: "", target: folder["full"]), .init(path: folder["link"], target: "")], observe: { try folder.picture() })
        }
    }

    @Test("files are looked for as promised", arguments: PluginPromise.all(of: FileExists.self))
    func looking(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            return PluginUnderTest(
                FileExists(), requests: [.init(path: folder["present"]), .init(path: folder["full"], kind: .directory)], refused: [.init(path: "")],
                observe: { try folder.picture() })
        }
    }

    @Test("digests are looked at as promised", arguments: PluginPromise.all(of: FileMatches.self))
    func matching(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            let digest = "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4"
            return PluginUnderTest(
                FileMatches(), requests: [.init(path: folder["present"], digest: digest)],
                refused: [.init(path: "", digest: digest), .init(path: folder["present"], digest: "12")], observe: { try folder.picture() })
        }
    }

    @Test("free space is looked for as promised", arguments: PluginPromise.all(of: FreeSpace.self))
    func space(_ promise: PluginPromise) async throws {
        try await promise.check {
            let folder = try Self.ground()
            return PluginUnderTest(
                FreeSpace(), requests: [.init(path: folder.path, minimumBytes: 1)],
                refused: [.init(path: "", minimumBytes: 1), .init(path: folder.path), .init(path: folder.path, minimumPercent: 101)],
                observe: { try folder.picture() })
        }
    }
}
