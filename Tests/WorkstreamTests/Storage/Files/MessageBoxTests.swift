import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Messages in files", .timeLimit(.minutes(15))) struct MessageBoxTests {
    private let ground: FileGround
    private let run = NewRun.sample(1)

    init() throws {
        ground = try FileGround()
    }

    @Test("messages that owner and observers leave at the same time are all kept, and numbered without gaps")
    func crowd() async throws {
        let owner = try await ground.opened()
        _ = try await owner.create(run)
        let posters = [owner, try await ground.opened(.observer), try await ground.opened(.observer)]
        try await withThrowingTaskGroup { group in
            for (index, poster) in posters.enumerated() {
                group.addTask {
                    for number in 1...15 { try await poster.post(Message(.stop, from: "\(index)-\(number)"), to: .sample(1)) }
                }
            }
            try await group.waitForAll()
        }
        for storage in posters {
            let messages = try await storage.messages(after: [run.id: 0])
            #expect(messages.map(\.number) == Array(1...45))
            #expect(Set(messages.map(\.message.author)).count == 45)
            #expect(messages.map(\.message.author).filter { $0.hasPrefix("1-") } == (1...15).map { "1-\($0)" })
            #expect(try await storage.messages(after: [run.id: 40]).map(\.number) == Array(41...45))
        }
    }

    @Test("a message whose writer went down in the middle is cut off by the next one, and shown to nobody", arguments: ["{\"crc\":\"12", "{}\n"])
    func torn(_ rest: String) async throws {
        let storage = try await ground.opened()
        _ = try await storage.create(run)
        try await storage.post(Message(.stop, from: "first"), to: run.id)
        let path = ground.path("messages.jsonl", of: run.id)
        try ground.write(ground.text(path) + rest, to: path)
        let observer = try await ground.opened(.observer)
        #expect(try await observer.messages(after: [run.id: 0]).map(\.number) == [1])
        #expect(try await storage.messages(after: [run.id: 0]).map(\.number) == [1])
        try await observer.post(Message(.pause, from: "second"), to: run.id)
        for eyes in [storage, observer] {
            #expect(try await eyes.messages(after: [run.id: 0]).map(\.message.author) == ["first", "second"])
            #expect(try await eyes.messages(after: [run.id: 0]).map(\.number) == [1, 2])
        }
    }

    @Test("who finds the messages locked by somebody that was stopped is told so, and the owner reads on")
    func stuck() async throws {
        let storage = try await ground.opened { $0.messagePatience = .milliseconds(3) }
        _ = try await storage.create(run)
        try await storage.post(Message(.stop, from: "first"), to: run.id)
        let files = SystemFiles()
        let file = try files.open(ground.path("messages.jsonl", of: run.id), for: .reading)
        #expect(try files.lock(file))
        let error = await expectError(.io) { try await storage.post(Message(.stop, from: "second"), to: run.id) }
        #expect(error?.message.contains("lsof") == true)
        #expect(try await storage.messages(after: [run.id: 0]).map(\.number) == [1])
        files.unlock(file)
        try await storage.post(Message(.stop, from: "second"), to: run.id)
        #expect(try await storage.messages(after: [run.id: 1]).map(\.message.author) == ["second"])
    }

    @Test("S66 messages that cannot be read keep nobody from those to other runs, and are an error where there are none", arguments: [true, false])
    func unreadable(isFolder: Bool) async throws {
        let storage = try await ground.opened()
        let other = NewRun.sample(2)
        for run in [run, other] { _ = try await storage.create(run) }
        try await storage.post(Message(.stop, from: "dana"), to: other.id)
        let path = ground.path("messages.jsonl", of: run.id)
        if isFolder { #expect(mkdir(path, 0o700) == 0) } else { try ground.write("{}\n{}\n", to: path) }
        #expect(try await storage.messages(after: [run.id: 0, other.id: 0]).map(\.message.author) == ["dana"])
        let error = await expectError(.damaged) { _ = try await storage.messages(after: [run.id: 0, other.id: 1]) }
        #expect(error?.run == run.id)
    }

    @Test("looking for messages that did not come reads no file")
    func quiet() async throws {
        let files = FaultyFiles()
        let storage = try await ground.opened(.readWrite, files)
        _ = try await storage.create(run)
        try await storage.post(Message(.stop, from: "first"), to: run.id)
        _ = try await storage.messages(after: [run.id: 0])
        let before = files.calls
        for _ in 1...10 { #expect(try await storage.messages(after: [run.id: 1]).isEmpty) }
        #expect(files.calls == before + 10)
    }
}
