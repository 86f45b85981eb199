/// What is known about a process that has ended and whose output has been read.
package struct ProcessCompletion: Sendable {
    /// How the program itself ended.
    package var exit: ProcessExit
    /// What it wrote to its standard output.
    package var standardOutput: KeptOutput
    /// What it wrote to its standard error.
    package var standardError: KeptOutput
    /// Whether another process still held an output pipe when reading was given up; what that process writes later is lost.
    package var isOutputCut: Bool
}
