import Workstream

extension Shell.Request {
    /// What is wrong with the settings of the plugin; what no system could run is found by `ProcessCommand`.
    var defect: String? {
        if expectedExitCodes.isEmpty {
            return "No exit code of \"\(program)\" is expected. It could never succeed: name the codes that mean success, usually [0]."
        }
        if let code = expectedExitCodes.first(where: { !(0...255).contains($0) }) {
            return "The exit code \(code) is expected of \"\(program)\". A program cannot have it: use codes from 0 to 255."
        }
        if terminationGrace > Self.longestTerminationGrace {
            return "The grace time between SIGTERM and SIGKILL for \"\(program)\" is \(terminationGrace). "
                + "After 30 seconds an engine takes a cancelled call for abandoned: use at most \(Self.longestTerminationGrace)."
        }
        let names = environment.keys.sorted() + secretEnvironment.keys.sorted()
        if let name = names.first(where: Shell.Variable.all.contains) {
            return "The environment for \"\(program)\" sets \"\(name)\". The plugin sets it, to tell the program about its call: use another name."
        }
        if let name = secretEnvironment.keys.sorted().first(where: { environment[$0] != nil }) {
            return "The environment for \"\(program)\" has \"\(name)\" twice, as a value and as a secret. "
                + "Only one could reach the program: remove one."
        }
        let isImpossible = { (name: String) in name.isEmpty || name.utf8.contains(UInt8(ascii: "=")) || name.utf8.contains(0) }
        if let name = secretEnvironment.keys.sorted().first(where: isImpossible) {
            return "The secret environment for \"\(program)\" has a variable named \"\(name.replacingText("\0", with: "\\0"))\". "
                + "An empty name, or one with \"=\" or a zero byte, cannot reach a program: correct the name."
        }
        return nil
    }
}
