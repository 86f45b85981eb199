import Workstream

extension PluginPromise {
    /// What can never work is refused before anything runs.
    static let refusals = [
        PluginPromise(
            "a request that can never work is refused by `validate`, with what happened, why, and what to do",
            because: "A plan is refused whole before it runs, or it stops half way with a fault that could have been known.", forEachRequest: false
        ) { trial in
            for request in try trial.subject.refused() {
                do {
                    try trial.subject.validate(request)
                } catch {
                    let message = (error as? PluginError)?.message ?? "\(error)"
                    try trial.expect(
                        Self.sentences(in: message) >= 2,
                        "the refusal of \(trial.short(request)) says only \"\(message)\". Say what is wrong with which value, why it cannot work, and what "
                            + "to do")
                    continue
                }
                throw trial.broken("the request \(trial.short(request)) was accepted")
            }
        }
    ]

    /// How many sentences a text has; a colon or semicolon parts them as well.
    private static func sentences(in text: String) -> Int {
        text.split(separator: " ").count { word in
            guard let last = word.last(where: { $0 != "\"" && $0 != ")" }) else { return false }
            return ".!?:;".contains(last)
        }
    }
}
