#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Starts child processes: each in a group of its own, with default signals, and with no descriptor of ours but its standard streams.
struct ProcessLauncher: Sendable {
    /// Whether the system changes the child's directory itself; otherwise a shell does, which then becomes the program.
    var changesDirectory = SpawnActions.canChangeDirectory
    /// Whether the system closes all other descriptors in the child; otherwise those that are open are listed and closed one by one.
    var closesDescriptors = SpawnActions.canCloseFrom

    /// Starts the program of a command.
    ///
    /// The calling thread waits until the program's file has been loaded, so that whatever prevents it is known here.
    ///
    /// - Throws: `ProcessFailure` that says why there is no process.
    func start(_ command: ProcessCommand) throws(ProcessFailure) -> StartedProcess {
        let environment = Self.environment(of: command)
        let path = try ProgramSearch.path(of: command, in: environment)
        let input = command.input.isEmpty ? Optional<Pipe>.none : try Pipe()
        let output = try Pipe()
        let error = try Pipe()

        var actions = SpawnActions()
        switch input {
        case .some(let pipe):
            pipe.writing.makeNonblocking()
            actions.duplicate(pipe.reading.number, as: 0)
        case .none:
            actions.openNullDevice(as: 0)
        }
        actions.duplicate(output.writing.number, as: 1)
        actions.duplicate(error.writing.number, as: 2)
        var arguments = [command.program] + command.arguments
        var executable = path
        if let directory = command.directory {
            if changesDirectory {
                actions.changeDirectory(to: directory)
            } else {
                arguments = ["sh", "-c", "CDPATH= cd -- \"$0\" && exec \"$@\"", directory, path] + command.arguments
                executable = "/bin/sh"
            }
        }
        actions.closeEverythingElse(atOnce: closesDescriptors)

        let pid = try spawn(executable, arguments, environment, &actions, for: command, at: path)
        output.reading.makeNonblocking()
        error.reading.makeNonblocking()
        return StartedProcess(
            pid: pid, input: Self.writingEnd(of: input), standardOutput: Self.readingEnd(of: output), standardError: Self.readingEnd(of: error))
    }

    private func spawn(
        _ executable: String, _ arguments: [String], _ environment: [String: String], _ actions: inout SpawnActions, for command: ProcessCommand,
        at path: String
    ) throws(ProcessFailure) -> pid_t {
        let argumentVector = CStringArray(arguments)
        let environmentVector = CStringArray(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        let attributes = SpawnAttributes()
        while true {
            var pid: pid_t = 0
            let result = argumentVector.withPointer { arguments in
                environmentVector.withPointer { environment in
                    actions.withPointer { actions in
                        attributes.withPointer { posix_spawn(&pid, executable, actions, $0, arguments, environment) }
                    }
                }
            }
            switch result {
            case 0: return pid
            case EINTR: continue
            case EMFILE where DescriptorLimit.raise(): continue
            default: throw .starting(command, at: path, error: result)
            }
        }
    }

    private static func environment(of command: ProcessCommand) -> [String: String] {
        command.inheritsEnvironment ? ParentEnvironment.variables.merging(command.environment) { _, own in own } : command.environment
    }

    private static func readingEnd(of pipe: consuming Pipe) -> Int32 { pipe.reading.release() }

    private static func writingEnd(of pipe: consuming Pipe?) -> Int32? {
        switch consume pipe {
        case .some(let pipe): pipe.writing.release()
        case .none: nil
        }
    }
}
