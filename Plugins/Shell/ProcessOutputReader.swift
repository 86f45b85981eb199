import Workstream

/// The two output streams of a program on the side of the task that runs it: kept up to the limit, and handed on line by line.
struct ProcessOutputReader {
    private var kept: (output: StreamKeeper, error: StreamKeeper)
    private var lines = (output: LineCutter(), error: LineCutter())

    /// A reader that keeps at most that many bytes of each stream.
    init(limit: Int) {
        kept = (StreamKeeper(limit: limit), StreamKeeper(limit: limit))
    }

    /// Takes new bytes, and hands on the lines that they complete; at the end also the last, unfinished ones.
    mutating func take(_ news: ProcessMailbox.News, handingOnTo output: (String, OutputChannel) -> Void) {
        kept.output.append(news.standardOutput)
        kept.error.append(news.standardError)
        if let text = lines.output.append(news.standardOutput) { output(text, .standardOutput) }
        if let text = lines.error.append(news.standardError) { output(text, .standardError) }
        if news.ending == nil { return }
        if let text = lines.output.finish() { output(text, .standardOutput) }
        if let text = lines.error.finish() { output(text, .standardError) }
    }

    /// What is known when the program has ended.
    func completion(exit: ProcessExit, isOutputCut: Bool) -> ProcessCompletion {
        ProcessCompletion(exit: exit, standardOutput: kept.output.kept, standardError: kept.error.kept, isOutputCut: isOutputCut)
    }
}
