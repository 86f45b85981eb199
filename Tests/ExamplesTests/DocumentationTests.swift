import Foundation
import Testing

/// What people read first must be true: its code compiles, and its output is what comes out.
@Suite("README and docs", .timeLimit(.minutes(15)))
struct DocumentationTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let compiledFolders = ["Sources", "Plugins", "Tests", "docs/Examples"]

    /// The pages that people read, by their paths in the repository.
    static let pages: [String] = ["README.md"] + files(in: "docs", withSuffix: ".md")

    private static func files(in folder: String, withSuffix suffix: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?.allObjects as? [String] ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
    }

    private static func text(of path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// The blocks of a page that are fenced with a word, such as `swift`.
    private static func blocks(_ word: String, in page: String) throws -> [String] {
        var blocks: [String] = []
        var block: [Substring]?
        for line in try text(of: page).split(separator: "\n", omittingEmptySubsequences: false) {
            let fence = line.drop(while: \.isWhitespace)
            if let lines = block {
                if fence == "```" {
                    blocks.append(lines.joined(separator: "\n"))
                    block = nil
                } else {
                    block = lines + [line]
                }
            } else if fence == "```" + word {
                block = []
            }
        }
        return blocks
    }

    private static func isManifest(_ block: String) -> Bool { block.hasPrefix("// swift-tools-version") }

    /// The words of a text, so that indentation and line breaks make no difference.
    private static func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("every block of Swift stands in a file that is compiled", arguments: pages)
    func blocksCompile(page: String) throws {
        let blocks = try Self.blocks("swift", in: page).filter { !Self.isManifest($0) }
        guard !blocks.isEmpty else { return }
        let sources = try Self.compiledFolders.flatMap { Self.files(in: $0, withSuffix: ".swift") }.map { path in
            // A documentation comment is not compiled.
            let lines = try Self.text(of: path).split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("///") }
            return Self.words(lines.joined(separator: "\n"))
        }
        for block in blocks {
            let lines = block.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("///") }
            let words = Self.words(lines.joined(separator: "\n"))
            #expect(sources.contains { $0.contains(words) }, "No compiled file has this block of \(page):\n\(block)")
        }
    }

    @Test("the example of the README is the first example, word for word")
    func firstPlan() throws {
        #expect(
            try Self.blocks("swift", in: "README.md").first == Self.text(of: "docs/Examples/FirstPlan/main.swift").trimmingCharacters(in: .newlines))
    }

    @Test("the output in the README is what the example prints")
    func output() async throws {
        let shown = try #require(Self.blocks("text", in: "README.md").first)
        let (lines, ending) = try await RunningProgram("first-plan").finish()
        #expect(ending == .exited(0))
        #expect(lines.joined(separator: "\n") == shown)
    }

    @Test("the manifest in the README is one, and every product that it names is ours")
    func manifest() throws {
        let manifest = try #require(try Self.blocks("swift", in: "README.md").first(where: Self.isManifest))
        let folder = try TemporaryFolder()
        try manifest.write(toFile: folder["Package.swift"], atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swift", "package", "--package-path", folder.path, "dump-package"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)

        let own = try Self.text(of: "Package.swift")
        let products = manifest.matches(of: /\.product\(name: "(\w+)"/).map { String($0.1) }
        #expect(!products.isEmpty)
        for product in products { #expect(own.contains(".library(name: \"\(product)\"")) }
    }

    @Test("every link to a file of the repository leads to one", arguments: pages)
    func links(page: String) throws {
        let folder = Self.root.appendingPathComponent(page).deletingLastPathComponent()
        for link in try Self.text(of: page).matches(of: /\]\(([^)#:]+)\)/) {
            let path = folder.appendingPathComponent(String(link.1)).path
            #expect(FileManager.default.fileExists(atPath: path), "\(page) links to \"\(link.1)\", which is not there.")
        }
    }
}
