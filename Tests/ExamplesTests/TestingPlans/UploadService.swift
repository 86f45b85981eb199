import Workstream

/// The far side of the guide's plugin: keeps files, and may be out of order for a while.
final class UploadService: Sendable {
    private let state: Lock<(files: Set<String>, failures: Int)>

    init(failures: Int = 0) {
        state = Lock(([], failures))
    }

    /// What it has.
    var files: [String] { state.withLock { $0.files.sorted() } }

    /// Takes a file.
    func put(_ file: String, on host: String) throws -> String {
        try state.withLock { state in
            guard state.failures == 0 else {
                state.failures -= 1
                throw PluginError(.failed, "The host \"\(host)\" is busy. It takes nothing now: try again.")
            }
            state.files.insert("\(host):\(file)")
            return "/srv/\(file)"
        }
    }
}
