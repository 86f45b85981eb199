import Workstream

/// What a switch of a symbolic link leaves beside it, so that a repetition knows where the link pointed before the first attempt.
struct SwitchRecord {
    /// The file that holds it: two lines, the token of the action and, unless there was no link, the old target.
    let path: String

    /// The record of a link; it need not exist.
    init(of link: String) {
        let folder = PathText.parent(of: link)
        self.path = (folder == "/" ? "/" : folder + "/") + "." + PathText.name(of: link) + ".workstream"
    }

    /// What a record says.
    struct Entry: Equatable {
        /// Where the link pointed when the action first looked; `nil`: there was no link.
        var previous: String?
    }

    /// What that action noted before it switched; `nil` when it left no record.
    func entry(for token: String) -> Entry? {
        guard let content = try? FileContent.read(path, limit: 16_384) else { return nil }
        let text = String(decoding: content, as: UTF8.self)
        guard let end = text.firstIndex(of: "\n"), text[..<end] == Self.line(of: token) else { return nil }
        let rest = text[text.index(after: end)...]
        return Entry(previous: rest.isEmpty ? nil : String(rest))
    }

    /// Stores the record durably, in the place of the one before.
    func keep(previous: String?, for token: String) throws {
        let text = Self.line(of: token) + "\n" + (previous ?? "")
        try AtomicFile.replace(path, token: token, permissions: 0o600) { file in
            try Array(text.utf8).withUnsafeBytes { try file.write($0) }
        }
    }

    // A token is made of letters and digits; whatever else it may be must stay on its line.
    private static func line(of token: String) -> String {
        token.replacingText("\n", with: " ")
    }
}
