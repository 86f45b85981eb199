import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A TCP port of a host.
struct Endpoint: CustomStringConvertible {
    /// What a try to connect showed.
    enum Answer: Equatable {
        /// Somebody accepts connections.
        case accepted
        /// Nobody does: the connection was refused, or nobody answered in time.
        case refused(String)
        /// The host could not be asked: its name is not known, or no way leads there.
        case unreachable(String)
    }

    /// The name or address of the host.
    var host: String
    /// The port.
    var port: Int

    /// Such as "db:5432", in quotes, for messages.
    var description: String { host.contains(":") ? "\"[\(host)]:\(port)\"" : "\"\(host):\(port)\"" }

    /// Refuses what is no host or no port.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest`.
    func validate() throws {
        guard !host.isEmpty, !host.utf8.contains(where: { $0 <= 32 || $0 == UInt8(ascii: "/") }) else {
            throw PluginError.invalidRequest(
                "The host \"\(host)\" is neither a name nor an address. Nothing could be asked: give one such as \"db-1.example\" or \"10.0.0.7\".")
        }
        guard (1...65_535).contains(port) else {
            throw PluginError.invalidRequest("The port \(port) is asked for. Ports go from 1 to 65535: correct it.")
        }
    }

    /// Refuses a limit that no connection could keep.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest`.
    static func validate(tryLimit: Duration) throws {
        guard tryLimit > .zero else {
            throw PluginError.invalidRequest("A try may take \(tryLimit). No connection is made in that time: give a positive limit.")
        }
    }

    /// Connects to the addresses of the host, one after another, and closes the connection.
    ///
    /// Each address gets its share of the time that is left, so that a silent one does not keep the others from being tried. The time is real, as the
    /// network is. Looking up the name takes as long as the system lets it.
    /// - Throws: `PluginError` when this process has no means to try; `CancellationError`.
    func connect(within limit: Duration) throws -> Answer {
        var list: UnsafeMutablePointer<addrinfo>?
        var hints = addrinfo()
        hints.ai_socktype = Connection.streamType
        let code = getaddrinfo(host, String(port), &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard code == 0 else {
            let text = gai_strerror(code).map { String(cString: $0) } ?? "unknown error"
            return .unreachable("the name could not be looked up (\(text))")
        }
        let addresses = Array(sequence(first: list, next: { $0?.pointee.ai_next }).compactMap { $0 })
        let end = MonotonicTime.now + limit
        var answer: Answer?
        for (index, address) in addresses.enumerated() {
            let share = (end - .now) / (addresses.count - index)
            let next = try Connection.attempt(address.pointee, within: max(share, .milliseconds(1)))
            if next == .accepted { return next }
            // A host that says no is a clearer answer than an address that cannot be reached from here.
            if case .refused = answer { continue }
            answer = next
        }
        return answer ?? .unreachable("the name has no address")
    }
}
