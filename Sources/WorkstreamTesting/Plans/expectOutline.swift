#if canImport(Testing)
    public import Testing
    public import Workstream

    /// Expects that a plan has the outline that is kept beside the test.
    ///
    /// ```swift
    /// @Test func canary() throws {
    ///     try expectOutline(of: .shopUpgrade(to: "build-7", hosts: ["web-1", "web-2"]))
    /// }
    /// ```
    ///
    /// The outline is kept in `__Outlines__/<test file>/<name>.txt`. Where there is none, it is recorded, and the test fails once. Where it says something
    /// else, the lines that differ are printed; with the environment variable `WORKSTREAM_RECORD_OUTLINES=1` the file is replaced, and the test has a warning.
    /// - Parameters:
    ///   - plan: The plan.
    ///   - name: What the outline is called: letters, digits, dashes and the like; the name of the test's function where none is given.
    ///   - path: The test's source file.
    ///   - sourceLocation: Where a failure is reported.
    /// - Throws: ``PlanTestError`` where the name is no file name, and what the file system says.
    public func expectOutline(
        of plan: Plan, named name: String = #function, beside path: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        switch try OutlineFile(named: name, besideTest: path).compare(plan.outline()) {
        case .same: break
        case .recorded(let message), .different(let message): Issue.record(Comment(rawValue: message), sourceLocation: sourceLocation)
        case .rerecorded(let message): Issue.record(Comment(rawValue: message), severity: .warning, sourceLocation: sourceLocation)
        }
    }
#endif
