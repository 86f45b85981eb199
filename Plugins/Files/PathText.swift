import Workstream

/// What the text of a path says.
package enum PathText {
    /// The path without slashes at its end, which would make the system follow a link or insist on a directory.
    static func trimmed(_ path: String) -> String {
        var text = path[...]
        while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "/") { text = text[..<text.utf8.index(before: text.endIndex)] }
        return String(text)
    }

    /// Whether the path begins at the root of the file system.
    static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

    /// The directory that holds the last name of the path.
    static func parent(of path: String) -> String {
        let text = trimmed(path)
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        let parent = text[..<slash]
        return parent.isEmpty ? "/" : trimmed(String(parent))
    }

    /// The last name of the path.
    package static func name(of path: String) -> String {
        let text = trimmed(path)
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return text }
        return String(text[text.utf8.index(after: slash)...])
    }

    /// A name beside the path that nothing else uses: hidden, and the same for every attempt of one action, so that a repetition finds what a crash left.
    package static func temporary(beside path: String, for token: String, _ purpose: String = "new") -> String {
        let folder = parent(of: path)
        // A short hash, because the name of the file may already be as long as a name can be, and a token may hold any character.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in (name(of: path) + "\0" + token).utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (folder == "/" ? "/" : folder + "/") + ".workstream-\(String(hash, radix: 16)).\(purpose)"
    }

    /// Whether something that an action has prepared beside the path is still there, so that it was not moved into its place.
    static func isPrepared(_ path: String, by token: String, _ purpose: String = "new") throws -> Bool {
        try FileCall.information(of: temporary(beside: path, for: token, purpose), followsLinks: false) != nil
    }

    /// Refuses text that cannot be the path of what the request is about.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest`.
    static func validate(_ path: String, _ field: String = "path") throws {
        if path.isEmpty {
            throw PluginError.invalidRequest("The \(field) is empty. The system would look nowhere: give one, such as \"/srv/shop/current\".")
        }
        if path.utf8.contains(0) {
            throw PluginError.invalidRequest(
                "The \(field) \"\(path.replacingText("\0", with: "\\0"))\" contains a zero byte. The system would read only what stands before it: "
                    + "remove the byte.")
        }
    }

    /// Refuses, besides, paths whose last part is no name, so that what they stand for cannot be replaced or removed.
    static func validateName(_ path: String, _ field: String = "path") throws {
        try validate(path, field)
        if ["", ".", ".."].contains(name(of: path)) {
            throw PluginError.invalidRequest(
                "The \(field) \"\(path)\" does not end with a name. What it stands for cannot be replaced: give a path that does.")
        }
    }

    /// Refuses permissions that no file can have.
    static func validate(_ permissions: FilePermissions?) throws {
        guard let permissions, !permissions.isValid else { return }
        throw PluginError.invalidRequest(
            "The permissions \"\(permissions)\" are more than a file can have. Only 07777 and less exist: write them in octal, such as 0o644.")
    }
}
