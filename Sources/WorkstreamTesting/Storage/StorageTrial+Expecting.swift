import Workstream

extension StorageTrial {
    /// Expects that something is what it should be.
    func expect<Value: Equatable>(
        _ found: Value, is expected: Value, _ what: @autoclosure () -> String, file: String = #fileID, line: Int = #line
    ) throws {
        guard found != expected else { return }
        throw broken("\(what()): found \(Self.short(found)), expected \(Self.short(expected))", file: file, line: line)
    }

    /// Expects that something holds.
    ///
    /// - Parameters:
    ///   - holds: Whether it does.
    ///   - finding: What was seen instead.
    func expect(_ holds: Bool, _ finding: @autoclosure () -> String, file: String = #fileID, line: Int = #line) throws {
        if !holds { throw broken(finding(), file: file, line: line) }
    }

    /// Expects that the storage refuses something.
    ///
    /// - Parameters:
    ///   - code: The code of the `StorageError`.
    ///   - what: What is asked, such as "a batch that begins with event 5".
    ///   - operation: Asks for it.
    @discardableResult
    func expect(
        _ code: StorageError.Code, for what: String, file: String = #fileID, line: Int = #line, _ operation: () async throws -> Void
    ) async throws -> StorageError {
        do {
            try await operation()
        } catch let error as StorageError {
            guard error.code != code else { return error }
            throw broken("\(what) was refused with the code \"\(error.code)\", not with \"\(code)\": \(error)", cause: error, file: file, line: line)
        } catch {
            throw broken("\(what) was refused with \(error), not with a `StorageError` of code \"\(code)\"", cause: error, file: file, line: line)
        }
        throw broken("\(what) was taken, but should have been refused with the code \"\(code)\"", file: file, line: line)
    }

    /// The error that says that the promise is broken.
    func broken(_ finding: String, cause: (any Error)? = nil, file: String = #fileID, line: Int = #line) -> BrokenPromise {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return BrokenPromise(
            promise: promise.description, finding: finding, reason: promise.reason, place: "\(name):\(line)", cause: cause, subject: .storage)
    }

    /// A value as text; of a long one the beginning and the end.
    private static func short(_ value: some Any) -> String {
        let text = String(describing: value)
        guard text.count > 600 else { return text }
        return "\(text.prefix(400)) … \(text.suffix(150))"
    }
}
