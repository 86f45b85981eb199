import Foundation
import Testing

@testable import Workstream

/// What may have been done to the files of a run while no engine was there.
enum RunHarm: Sendable {
    /// What may stand in place of a file.
    enum Thing: CaseIterable, Sendable {
        case pipe, folder, link

        /// Puts it in place of a file, which is kept under another name.
        ///
        /// - Returns: Where the file is now; the link leads there.
        @discardableResult
        func replace(_ path: String) throws -> String {
            let kept = path + ".kept"
            try #require(rename(path, kept) == 0)
            switch self {
            case .pipe: try #require(mkfifo(path, 0o600) == 0)
            case .folder: try #require(mkdir(path, 0o700) == 0)
            case .link: try #require(symlink(kept, path) == 0)
            }
            return kept
        }
    }

    case editedPlan
    case foreignJournal
    case foreignJournalWithHead
    case flippedByte
    case newerPlan
    case newerJournal
    case newerEvent
    case unknownKind
    case replaced(String, Thing)

    /// All of them.
    static let all =
        [editedPlan, foreignJournal, foreignJournalWithHead, flippedByte, newerPlan, newerJournal, newerEvent, unknownKind]
        + [RunFiles.journal, RunFiles.plan].flatMap { name in Thing.allCases.map { .replaced(name, $0) } }

    /// Does it.
    ///
    /// - Returns: What the error must tell.
    func done(to left: LeftRuns) throws -> [String] {
        let (ground, journal, plan) = (left.ground, left.path(RunFiles.journal), left.path(RunFiles.plan))
        switch self {
        case .editedPlan:
            try ground.write(ground.text(plan).replacing("\"rye\"", with: "\"oat\""), to: plan)
            return ["\"plan.json\"", "was changed after it was stored", "\(left.harmed)"]
        case .foreignJournal, .foreignJournalWithHead:
            try ground.write(ground.text(ground.path(RunFiles.journal, of: left.sound)), to: journal)
            if case .foreignJournalWithHead = self {
                try ground.write(ground.text(ground.path(RunFiles.head, of: left.sound)), to: left.path(RunFiles.head))
            }
            return ["record 1 at offset 0 of \"journal.jsonl\"", "belongs to run \"\(left.sound)\"", "\(left.harmed)"]
        case .flippedByte:
            var lines = JournalSample.lines(of: Array(try ground.text(journal).utf8))
            let middle = lines.count / 2
            let offset = lines[..<middle].joined().count
            lines[middle][lines[middle].count / 2] ^= 1
            try Data(lines.joined()).write(to: URL(filePath: journal))
            return ["record \(middle + 1) at offset \(offset) of \"journal.jsonl\"", "\(left.harmed)"]
        case .newerPlan:
            let text = try ground.text(plan)
            try #require(text.contains("\"workstream\": \(PlanFormat.version)"))
            try ground.write(text.replacing("\"workstream\": \(PlanFormat.version)", with: "\"workstream\": 7"), to: plan)
            // As the newer version would have begun the journal.
            var last = ChecksumText.text(of: SealedLine(of: left.harmed).checksum(ofFile: Array(try ground.text(plan).utf8)))
            let lines = try ground.text(journal).split(separator: "\n").map { line in
                let rest = line.dropFirst(SealedLine.headLength + "\"after\":\"00000000\"".count)
                let new = sealed("\"after\":\"\(last)\"\(rest)", of: left.harmed)
                last = String(new.dropFirst("{\"crc\":\"".count).prefix(8))
                return new
            }
            try ground.write(lines.joined(separator: "\n") + "\n", to: journal)
            return ["The plan has format version \"7\"", "newer version of Workstream"]
        case .newerJournal:
            var lines = try ground.text(journal).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            lines[0] = sealed(lines[0].dropFirst(SealedLine.headLength).replacing("\"version\":1", with: "\"version\":7"), of: left.harmed)
            try ground.write(lines.joined(separator: "\n"), to: journal)
            return ["format version 7 in record 1 at offset 0 of \"journal.jsonl\"", "\(left.harmed)"]
        case .newerEvent:
            let number = try add(#""is":"began","v":9"#, to: journal, of: left)
            return ["Event \(number)", "the format version 9"]
        case .unknownKind:
            let number = try add(#""is":"flew""#, to: journal, of: left)
            return ["Event \(number)", "flew"]
        case .replaced(let name, let thing):
            try thing.replace(left.path(name))
            return ["\(left.harmed)/\(name)\"", thing == .link ? "symbolic link stands where a file should be" : "where a file should be"]
        }
    }

    /// Adds a batch of one event to a journal, as a newer version would.
    ///
    /// - Returns: The number of the event.
    private func add(_ content: String, to journal: String, of left: LeftRuns) throws -> Int {
        let text = try left.ground.text(journal)
        let line = try #require(text.split(separator: "\n").last)
        let last = try #require(try JSON(parsing: Array(line.utf8))["last"]?.intValue)
        let fields = """
            "after":"\(line.dropFirst(8).prefix(8))","first":\(last + 1),"last":\(last + 1),"durable":\(last),\
            "events":[{\(content),"n":\(last + 1),"t":1}]}
            """
        try left.ground.write(text + sealed(fields, of: left.harmed) + "\n", to: journal)
        return last + 1
    }

    private func sealed(_ fields: some StringProtocol, of run: RunID) -> String {
        var bytes: [UInt8] = []
        SealedLine(of: run).append(to: &bytes) { $0.append(contentsOf: fields.utf8) }
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }
}
