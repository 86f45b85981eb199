import Foundation

/// The Swift compiler, which looks at small programs that import the module under test.
struct Compiler: Sendable {
    /// An error as the compiler reports it.
    struct Diagnostic: Sendable, Equatable {
        var line: Int
        var message: String
    }

    /// The compiler, where it is on the path and the module is beside the tests.
    static let found = Compiler()

    private let program: URL
    private let modules: URL

    private init?() {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { URL(fileURLWithPath: String($0)) }
        let programs = folders.map { $0.appendingPathComponent("swiftc") }
        guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else { return nil }
        // The program itself on Linux; on macOS a helper, which is told where the bundle with the tests is.
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
        guard let modules = bundle.flatMap({ Self.modules(above: URL(fileURLWithPath: $0)) }) else { return nil }
        self.program = program
        self.modules = modules
    }

    private static func modules(above place: URL) -> URL? {
        var folder = place
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let modules = folder.appendingPathComponent("Modules")
            if FileManager.default.fileExists(atPath: modules.appendingPathComponent("Workstream.swiftmodule").path) { return modules }
        }
        return nil
    }

    /// The errors in a program of one file.
    func errors(in program: String) async throws -> [Diagnostic] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("workstream-\(UUID().uuidString).swift")
        try program.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await errors(in: [file])
    }

    /// The errors in a program of those files.
    func errors(in files: [URL]) async throws -> [Diagnostic] {
        let log = FileManager.default.temporaryDirectory.appendingPathComponent("workstream-\(UUID().uuidString).log")
        try Data().write(to: log)
        defer { try? FileManager.default.removeItem(at: log) }
        let process = Process()
        process.executableURL = program
        process.arguments = ["-typecheck", "-swift-version", "6", "-module-name", "Program", "-I", modules.path] + files.map(\.path)
        // Into a file, because a pipe that nobody reads would stop the compiler once it is full.
        process.standardError = try FileHandle(forWritingTo: log)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let errors = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").compactMap { Self.diagnostic($0) }
        // A compiler that fails without a place is no verdict on the program.
        guard errors.isEmpty == (process.terminationStatus == 0) else {
            throw CompilerFailure(output: try String(contentsOf: log, encoding: .utf8))
        }
        return errors
    }

    /// Reads `/tmp/a.swift:12:9: error: …`.
    private static func diagnostic(_ line: Substring) -> Diagnostic? {
        guard line.hasPrefix("/"), let mark = line.firstRange(of: ": error: ") else { return nil }
        let place = line[..<mark.lowerBound].split(separator: ":")
        guard place.count == 3, let number = Int(place[1]) else { return nil }
        return Diagnostic(line: number, message: String(line[mark.upperBound...]))
    }
}

/// The compiler ended without a verdict.
struct CompilerFailure: Error {
    var output: String
}
