import Workstream

/// What the command line asks for.
struct Options: Equatable, Sendable {
    /// How many hosts the shop has.
    var hosts = 6
    /// How many hosts of the fleet are upgraded at a time.
    var concurrency = 2
    /// How many hosts of the fleet may fail.
    var toleratedFailures = 0
    /// The number of the host on which version 2 answers wrongly.
    var brokenHost: Int?
    /// The number of the host whose server of version 1 ignores SIGTERM.
    var stubbornHost: Int?
    /// Whether version 2 ruins the stock half way.
    var breaksService = false
    /// The path of the action at which the run is paused.
    var pauseAt: String?
    /// For how long; `nil`: until somebody presses Enter.
    var pauseFor: Duration?
    /// The path of the action at which the run is stopped.
    var stopAt: String?
    /// How hard; `finishActions` unless given.
    var stopHow: StopStrength?
    /// Where the shop is built, to be kept; otherwise beside the folder of the runs, or in a temporary folder.
    var directory: String?
    /// The folder in which runs are kept, so that another process can take them up; `nil`: they end with this one.
    var storage: String?
    /// Whether the runs of that folder are listed and nothing is done.
    var listsRuns = false
    /// Whether each event is shown as it is stored.
    var showsEvents = false
    /// Whether the plan is printed and nothing is done.
    var printsPlan = false
    /// Whether this text is printed and nothing is done.
    var printsHelp = false

    /// What the flags mean.
    static let help = """
        Starts a shop of real HTTP servers of version 1 and upgrades it to version 2.

        swift run rolling-upgrade [flags]

          --hosts N          how many servers; from 2 to 50, 6 unless given
          --concurrency N    how many are upgraded at a time; 2 unless given
          --tolerate N       how many of the fleet may fail; 0 unless given
          --break N          version 2 is broken on the N-th host: it answers 200 with a wrong body
          --stubborn N       the server of the N-th host ignores SIGTERM
          --break-service    version 2 ruins the stock half way
          --pause-at PATH    pause the run when the action at that path begins, such as Fleet/web-2/switch
          --pause-for N      go on after N seconds, from 1 to 600; after Enter unless given
          --stop-at PATH     stop the run when the action at that path begins
          --stop-how HOW     finishSequences, finishActions, cancel, which put the shop back, or everything, which
                             leaves it as it is; finishActions unless given
          --directory PATH   build the shop there, in a new folder, and keep it
          --storage PATH     keep runs in that folder, and the shop beside it; the same command then takes up a run that was left
                             unfinished, however the tool ended; after a run that has ended it makes a new one, to the next version
          --runs             list the runs of --storage and do nothing; also while another process makes one
          --events           show each event as soon as it is stored
          --plan             print the plan and do nothing
          --help             print this and do nothing

        The exit code is 0 when the shop was upgraded; 1 when it was not, because the run failed or was stopped, whether or not the
        shop was put back; 64 when a flag makes no sense; 130 after Ctrl-C and 143 after SIGTERM.
        After Ctrl-C nothing new begins, and nothing is put back; after a second one what is under way is cancelled.
        With --storage it is 1 also while another process holds the folder. A shop that is there already keeps its hosts: --hosts
        and --stubborn are for a new one, --break and --break-service for a new run.
        """

    /// A flag that makes no sense.
    struct Misuse: Error, Equatable, CustomStringConvertible {
        /// What was given, why it cannot be meant, what to give instead.
        var description: String
    }

    /// The defaults.
    init() {}

    /// Reads the arguments after the program's name.
    ///
    /// - Throws: `Misuse`.
    init(_ arguments: [String]) throws(Misuse) {
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            switch flag {
            case "--hosts": hosts = try Self.number(after: flag, in: &rest, from: 2...50)
            case "--concurrency": concurrency = try Self.number(after: flag, in: &rest, from: 1...50)
            case "--tolerate": toleratedFailures = try Self.number(after: flag, in: &rest, from: 0...50)
            case "--break": brokenHost = try Self.number(after: flag, in: &rest, from: 1...50)
            case "--stubborn": stubbornHost = try Self.number(after: flag, in: &rest, from: 1...50)
            case "--break-service": breaksService = true
            case "--pause-at": pauseAt = try Self.value(after: flag, in: &rest)
            case "--pause-for": pauseFor = .seconds(try Self.number(after: flag, in: &rest, from: 1...600))
            case "--stop-at": stopAt = try Self.value(after: flag, in: &rest)
            case "--stop-how": stopHow = try Self.strength(after: flag, in: &rest)
            case "--directory": directory = try Self.value(after: flag, in: &rest)
            case "--storage": storage = try Self.value(after: flag, in: &rest)
            case "--runs": listsRuns = true
            case "--events": showsEvents = true
            case "--plan": printsPlan = true
            case "--help", "-h": printsHelp = true
            default: throw Misuse(description: "\"\(flag)\" is no flag. Nothing was done, because it may be a slip: --help lists the flags.")
            }
        }
        for (flag, isGiven, other, needed) in [
            ("--pause-for", pauseFor != nil, "--pause-at", pauseAt), ("--stop-how", stopHow != nil, "--stop-at", stopAt),
        ] where isGiven && needed == nil {
            throw Misuse(description: "\(flag) is given without \(other). It says nothing alone: name the action with \(other).")
        }
        if listsRuns, storage == nil {
            throw Misuse(description: "--runs is given without --storage. Only runs in a folder can be listed: name it with --storage.")
        }
        for (flag, host) in [("--break", brokenHost), ("--stubborn", stubbornHost)] {
            guard let host, host > hosts else { continue }
            throw Misuse(description: "\(flag) names host \(host). The shop has \(hosts) hosts: name one of them, or ask for more with --hosts.")
        }
    }

    private static func value(after flag: String, in rest: inout ArraySlice<String>) throws(Misuse) -> String {
        guard let value = rest.popFirst(), !value.hasPrefix("--") else {
            throw Misuse(description: "\(flag) stands alone. It needs a value: write one after it; --help says which.")
        }
        return value
    }

    private static func strength(after flag: String, in rest: inout ArraySlice<String>) throws(Misuse) -> StopStrength {
        let value = try value(after: flag, in: &rest)
        guard let strength = StopStrength.allCases.first(where: { "\($0)" == value }) else {
            let known = StopStrength.allCases.map { "\($0)" }.joined(separator: ", ")
            throw Misuse(description: "\(flag) is \"\(value)\". A run cannot be stopped like that: give one of \(known).")
        }
        return strength
    }

    private static func number(after flag: String, in rest: inout ArraySlice<String>, from range: ClosedRange<Int>) throws(Misuse) -> Int {
        let value = try value(after: flag, in: &rest)
        guard let number = Int(value), range.contains(number) else {
            throw Misuse(
                description: "\(flag) is \"\(value)\". It makes no sense there: give a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
