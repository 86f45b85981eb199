#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Has a secret from a program that prints it, such as the client of a vault.
///
/// The program is started directly, without a shell, with the environment of the engine's process, nothing to read, and its standard error dropped, because it
/// may hold the value. The calling thread is blocked meanwhile: it is one of those for plugins.
struct SecretCommand {
    /// The program and its arguments.
    var command: [String]
    /// How long it may take.
    var limit: Duration = .seconds(30)

    // How soon a cancelled call is noticed, at the latest.
    private static let longestPause: Int32 = 50

    /// Runs the program and reads what it prints.
    ///
    /// - Throws: `PluginError` with code `.secretUnavailable`, which says how the program ended and never what it printed; `CancellationError` when the call was
    ///   cancelled. The program and its children are killed in either case.
    func read() throws -> String {
        guard let program = command.first, !program.isEmpty, !command.contains(where: { $0.utf8.contains(0) }) else {
            throw PluginError(
                .secretUnavailable,
                "The command of a secret names no program, or contains a zero byte. It cannot be run: give a program and its arguments.",
                isPermanent: true)
        }
        let place = "The program \"\(program)\""
        let child = try SecretProcess(command)
        let end = ContinuousClock.now + limit
        var bytes = SecretBytes()
        var isReading = true
        var pause: Int32 = 1
        while true {
            // Asked before the read, so that nothing that was written before the end is missed.
            let exit = try child.exit()
            reading: while isReading {
                switch bytes.read(from: child.output) {
                case .more: continue
                case .notYet: break reading
                case .end: isReading = false
                case .tooMany: throw SecretBytes.tooLarge(place)
                case .failed(let error): throw unreadable(place, error)
                }
            }
            if let exit {
                guard exit == .code(0) else { throw failed(place, exit) }
                return try bytes.value(from: place)
            }
            try Task.checkCancellation()
            guard ContinuousClock.now < end else {
                throw PluginError(
                    .secretUnavailable, "\(place) had not given its secret after \(limit). It was ended: see why it takes so long, outside of a run.")
            }
            child.wait(milliseconds: pause, forOutput: isReading)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    private func failed(_ place: String, _ exit: SecretProcess.Exit) -> PluginError {
        PluginError(
            .secretUnavailable,
            "\(place) \(exit). The secret it should give cannot be had: run it by hand as the user that the engine runs as. "
                + "Its output is not shown, since it may hold the secret.")
    }

    private func unreadable(_ place: String, _ error: Int32) -> PluginError {
        PluginError(
            .secretUnavailable,
            "\(place) could not be read: \(SecretBytes.words(for: error)). The secret it should give cannot be had: try again.")
    }
}
