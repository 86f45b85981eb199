import Foundation
import Testing
import Workstream
import WorkstreamPlugins

/// What a call that was cut off leaves behind is made here by hand, since no test can cut off a call between two system calls.
@Suite("What became of a call on files", .timeLimit(.minutes(15)))
struct FileProbingTests {
    let folder = try! TemporaryFolder()

    /// Leaves what a call of the action prepares beside a path before it moves it there.
    private func prepare(_ name: String, _ purpose: String = "new") throws {
        try Data("half".utf8).write(to: URL(fileURLWithPath: PathText.temporary(beside: folder[name], for: "action-1", purpose)))
    }

    @Test("S33 a link that was switched is known by the note of its action, with what was there before")
    func switchedLink() async throws {
        let plugin = SwitchSymlink()
        try folder.makeFolder("v1")
        try folder.makeFolder("v2")
        let request = SwitchSymlink.Request(path: try folder.link("current", to: folder["v1"]), target: folder["v2"])
        #expect(try await plugin.probe(request, in: .alone()) == .didNotHappen)
        try prepare("current")
        #expect(try await plugin.probe(request, in: .alone()) == .didNotHappen)

        let response = try await plugin.execute(request, in: .alone())
        #expect(try await plugin.probe(request, in: .alone()) == .happened(response))
        #expect(response.previous == folder["v1"])
        #expect(try await plugin.probe(request, in: .alone(token: "other")) == .unknown)
        // Somebody has put it back by hand: it did happen, whatever is to be seen now.
        try FileManager.default.removeItem(atPath: folder["current"])
        try folder.link("current", to: folder["v1"])
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
    }

    @Test("S33 a link that pointed there before anybody looked is not known to have been switched, and what is no link is an error")
    func linkInPlace() async throws {
        try folder.makeFolder("v2")
        let request = SwitchSymlink.Request(path: try folder.link("current", to: folder["v2"]), target: folder["v2"])
        #expect(try await SwitchSymlink().probe(request, in: .alone()) == .unknown)
        try folder.write("x", to: "file")
        await #expect(throws: PluginError.self) {
            try await SwitchSymlink().probe(.init(path: folder["file"], target: folder["v2"]), in: .alone())
        }
    }

    @Test("S33 a link that was removed is known by the note too")
    func removedLink() async throws {
        try folder.makeFolder("v1")
        let request = SwitchSymlink.Request(path: try folder.link("current", to: folder["v1"]), target: nil)
        let response = try await SwitchSymlink().execute(request, in: .alone())
        #expect(try await SwitchSymlink().probe(request, in: .alone()) == .happened(response))
    }

    @Test("S33 a file that holds the content is written, one that holds another may have been, and one that was only prepared was not")
    func writtenFile() async throws {
        let plugin = WriteFile()
        let request = WriteFile.Request(path: folder["file"], content: "new", permissions: 0o640)
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
        try folder.write("old", to: "file")
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
        try prepare("file")
        #expect(try await plugin.probe(request, in: .alone()) == .didNotHappen)
        #expect(try await plugin.probe(request, in: .alone(token: "other")) == .unknown)

        _ = try await plugin.execute(request, in: .alone())
        let repetition = try await plugin.execute(request, in: .alone())
        #expect(try await plugin.probe(request, in: .alone()) == .happened(repetition))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder["file"])
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
    }

    @Test(
        "S33 a copy that is like its source is made, one that differs may have been, and one that was only prepared was not",
        arguments: [true, false])
    func copy(isDirectory: Bool) async throws {
        let plugin = CopyFile()
        if isDirectory { try folder.makeFolder("source") }
        let file = isDirectory ? "source/file" : "source"
        try folder.write("content", to: file)
        let request = CopyFile.Request(source: folder["source"], destination: folder["copy"] + "/")
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
        try prepare("copy")
        #expect(try await plugin.probe(request, in: .alone()) == .didNotHappen)
        try prepare("copy", "old")
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)

        try FileManager.default.removeItem(atPath: PathText.temporary(beside: folder["copy"], for: "action-1", "old"))
        try FileManager.default.removeItem(atPath: PathText.temporary(beside: folder["copy"], for: "action-1"))
        _ = try await plugin.execute(request, in: .alone())
        let repetition = try await plugin.execute(request, in: .alone())
        #expect(try await plugin.probe(request, in: .alone()) == .happened(repetition))
        try folder.write("changed", to: file)
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
        try FileManager.default.removeItem(atPath: folder["source"])
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
    }

    @Test("S33 a directory that is there is made, and a missing one may have been")
    func madeDirectory() async throws {
        let plugin = MakeDirectory()
        let request = MakeDirectory.Request(path: folder["a/b"], permissions: 0o750)
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
        _ = try await plugin.execute(request, in: .alone())
        let repetition = try await plugin.execute(request, in: .alone())
        #expect(try await plugin.probe(request, in: .alone()) == .happened(repetition))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder["a/b"])
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
    }

    @Test("S33 what is gone is removed unless it had to be there, and what is there may have come back")
    func removedFile() async throws {
        let plugin = RemoveFile()
        try folder.write("x", to: "file")
        var request = RemoveFile.Request(path: folder["file"])
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
        _ = try await plugin.execute(request, in: .alone())
        let repetition = try await plugin.execute(request, in: .alone())
        #expect(try await plugin.probe(request, in: .alone()) == .happened(repetition))
        request.mustExist = true
        #expect(try await plugin.probe(request, in: .alone()) == .unknown)
    }

    @Test("S33 a probe changes nothing")
    func harmless() async throws {
        try folder.makeFolder("v2")
        try folder.write("x", to: "source")
        try prepare("copy")
        let names = try folder.names()
        _ = try await SwitchSymlink().probe(.init(path: folder["link"], target: folder["v2"]), in: .alone())
        _ = try await WriteFile().probe(.init(path: folder["file"], content: "x"), in: .alone())
        _ = try await CopyFile().probe(.init(source: folder["source"], destination: folder["copy"]), in: .alone())
        _ = try await MakeDirectory().probe(.init(path: folder["directory"]), in: .alone())
        _ = try await RemoveFile().probe(.init(path: folder["source"]), in: .alone())
        #expect(try folder.names() == names)
    }
}
