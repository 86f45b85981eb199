/// What stands in the body of a plan, a block, a sequence, a group of checks or a deferred batch, in listed order.
///
/// Result builders make it. Write its name as the result of a function that makes part of a body with more than one kind of element in it:
///
/// ```swift
/// @SequenceContent func deploy(to host: String) -> SequenceContent.Body {
///     Action("upload", Upload.self, .init(file: build, host: host))
///     PostChecks { Check("answers", HTTPProbe.self, .init(url: "http://\(host)/health", expecting: 200)) }
/// }
/// ```
public struct ContentBody<Content: ContentBuilder>: Sendable {
    var checks: [Node.Checks] = []
    var blocks: [Node.Block] = []
    var sequences: [Node.Sequence] = []
    var actions: [Node.Action] = []
    var batches: [Node.Batch] = []

    /// An empty body.
    init() {}

    /// What bodies contain, one after another.
    init(joining bodies: some Swift.Sequence<ContentBody>) {
        for body in bodies { append(body) }
    }

    /// Adds what another body contains.
    mutating func append(_ other: ContentBody) {
        checks += other.checks
        blocks += other.blocks
        sequences += other.sequences
        actions += other.actions
        batches += other.batches
    }
}

extension ContentBody {
    init(checks: Node.Checks) {
        self.init()
        self.checks = [checks]
    }

    init(block: Node.Block) {
        self.init()
        self.blocks = [block]
    }

    init(sequence: Node.Sequence) {
        self.init()
        self.sequences = [sequence]
    }

    init(action: Node.Action) {
        self.init()
        self.actions = [action]
    }

    init(batch: Node.Batch) {
        self.init()
        self.batches = [batch]
    }
}
