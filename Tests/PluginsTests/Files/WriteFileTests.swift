import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("WriteFile", .timeLimit(.minutes(15)))
struct WriteFileTests {
    let folder = try! TemporaryFolder()
    let plugin = WriteFile()

    private func write(_ request: WriteFile.Request) async throws -> WriteFile.Response {
        try await plugin.execute(request, in: .alone())
    }

    @Test("a new file holds the content, and nothing else is left in the folder")
    func new() async throws {
        let response = try await write(.init(path: folder["a.txt"], content: "größer\n", permissions: 0o640))
        #expect(response == .init(path: folder["a.txt"], byteCount: 9, changed: true))
        #expect(try folder.text(of: "a.txt") == "größer\n")
        #expect(try folder.permissions(of: "a.txt") == 0o640)
        #expect(try folder.names() == ["a.txt"])
    }

    @Test("S33 a second writing of the same finds it done")
    func repeated() async throws {
        let request = WriteFile.Request(path: folder["a.txt"], content: "one", permissions: 0o600)
        #expect(try await write(request).changed)
        #expect(try await !write(request).changed)
        #expect(plugin.effect(of: request) == .idempotent)
    }

    @Test("a replaced file keeps its permissions unless others are asked for")
    func permissions() async throws {
        try folder.write("old", to: "a.sh", permissions: 0o750)
        _ = try await write(.init(path: folder["a.sh"], content: "new"))
        #expect(try folder.permissions(of: "a.sh") == 0o750)
        let response = try await write(.init(path: folder["a.sh"], content: "new", permissions: 0o4711))
        #expect(response.changed)
        #expect(try folder.permissions(of: "a.sh") == 0o4711)
        #expect(try folder.text(of: "a.sh") == "new")
    }

    @Test("a reader who has the old file open goes on reading the old content")
    func atomic() async throws {
        try folder.write("old", to: "a")
        let reader = try #require(FileHandle(forReadingAtPath: folder["a"]))
        _ = try await write(.init(path: folder["a"], content: "the new content"))
        #expect(reader.readDataToEndOfFile() == Data("old".utf8))
    }

    @Test("bytes come from Base64", arguments: [("", []), ("AA==", [0]), ("/+8=", [255, 239]), ("AAEC\n", [0, 1, 2])] as [(String, [UInt8])])
    func base64(text: String, bytes: [UInt8]) async throws {
        _ = try await write(.init(path: folder["b"], content: text, encoding: .base64))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder["b"])) == Data(bytes))
    }

    @Test("Base64 agrees with Foundation, and what is not exactly of its form is refused")
    func base64AgreesWithFoundation() async throws {
        var generator = SeededGenerator(seed: 3)
        for length in 0..<80 {
            let data = Data((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
            _ = try await write(.init(path: folder["b"], content: data.base64EncodedString(), encoding: .base64))
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder["b"])) == data)
        }
        for text in ["A", "AA", "AA=", "A===", "====", "AA==AA==", "A-_=", "AB==", "AAB="] {
            #expect(throws: PluginError.self, "\(text)") { try plugin.validate(.init(path: "a", content: text, encoding: .base64)) }
        }
    }

    @Test("a file with another content is refused where that is asked for, one with the same content is not")
    func refuse() async throws {
        try folder.write("mine", to: "a")
        let error = try await #require(throws: PluginError.self) { try await write(.init(path: folder["a"], content: "yours", ifExists: .refuse)) }
        #expect(error.code == .alreadyExists && error.isPermanent)
        #expect(try folder.text(of: "a") == "mine")
        #expect(try await !write(.init(path: folder["a"], content: "mine", ifExists: .refuse)).changed)
    }

    @Test("a symbolic link is replaced, what it pointed to stays")
    func link() async throws {
        try folder.write("kept", to: "target")
        try folder.link("link", to: folder["target"])
        _ = try await write(.init(path: folder["link"], content: "new"))
        #expect(try folder.text(of: "target") == "kept")
        #expect(try folder.text(of: "link") == "new")
        #expect(throws: (any Error).self) { try folder.target(of: "link") }
    }

    @Test("a directory, a missing folder and a file for a folder each have an error of their own, and leave nothing behind")
    func errors() async throws {
        try folder.makeFolder("dir")
        let directory = try await #require(throws: PluginError.self) { try await write(.init(path: folder["dir"], content: "")) }
        #expect(directory.code == .unexpectedKind && directory.isPermanent)
        let missing = try await #require(throws: PluginError.self) { try await write(.init(path: folder["none/a"], content: "")) }
        #expect(missing.code == .notFound && missing.isPermanent)
        #expect(missing.message.contains("ENOENT") && missing.message.contains(folder["none/a"]))
        try folder.write("", to: "file")
        let through = try await #require(throws: PluginError.self) { try await write(.init(path: folder["file/a"], content: "")) }
        #expect(through.code == .notFound && through.message.contains("ENOTDIR"))
        #expect(try folder.names() == ["dir", "file"])
    }

    @Test("a temporary file that a crash left is overwritten and removed")
    func leftOver() async throws {
        let request = WriteFile.Request(path: folder["a"], content: "x")
        let temporary = PathText.temporary(beside: folder["a"], for: PluginContext.alone().actionToken)
        try folder.write("a torn wri", to: PathText.name(of: temporary), permissions: 0o400)
        _ = try await write(request)
        #expect(try folder.text(of: "a") == "x")
        #expect(try folder.names() == ["a"])
    }

    @Test("a request with two fields has the defaults for the rest, and permissions are octal text")
    func decoding() throws {
        let short = try JSONDecoder().decode(WriteFile.Request.self, from: Data(#"{"path":"a","content":"b"}"#.utf8))
        #expect(short == .init(path: "a", content: "b"))
        let long = WriteFile.Request(path: "a", content: "b", encoding: .base64, permissions: 0o644, ifExists: .refuse)
        let data = try JSONEncoder().encode(long)
        #expect(String(decoding: data, as: UTF8.self).contains(#""permissions":"0644""#))
        #expect(try JSONDecoder().decode(WriteFile.Request.self, from: data) == long)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(WriteFile.Request.self, from: Data(#"{"path":"a","content":"b","permissions":"rw-"}"#.utf8))
        }
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: "a", content: "", permissions: 0o17777)) }
    }
}
