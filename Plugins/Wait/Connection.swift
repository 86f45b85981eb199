import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Tries to connect to one address.
enum Connection {
    #if canImport(Glibc)
        /// What makes a socket speak TCP.
        static let streamType = Int32(SOCK_STREAM.rawValue)
    #else
        /// What makes a socket speak TCP.
        static let streamType = Int32(SOCK_STREAM)
    #endif

    // How soon a cancelled call is noticed: a thread that waits for a socket hears of nothing else.
    private static let slice: Duration = .milliseconds(50)

    /// Connects, and closes the connection at once.
    ///
    /// - Throws: `PluginError` when this process has no means to try; `CancellationError`.
    static func attempt(_ address: addrinfo, within limit: Duration) throws -> Endpoint.Answer {
        let number = socket(address.ai_family, streamType, address.ai_protocol)
        guard number >= 0 else {
            // A machine without IPv6 may know IPv6 addresses.
            if errno == EAFNOSUPPORT { return .unreachable(words(for: errno)) }
            throw noMeans(errno)
        }
        let connection = Descriptor(owning: number)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        connection.makeNonblocking()
        if connect(number, address.ai_addr, address.ai_addrlen) == 0 { return .accepted }
        // A signal does not end what was begun.
        guard errno == EINPROGRESS || errno == EINTR else { return try answer(to: errno) }
        guard try isDecided(number, within: limit) else { return .refused("nobody answered within \(limit)") }
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(number, SOL_SOCKET, SO_ERROR, &error, &size) == 0 else { throw noMeans(errno) }
        return error == 0 ? .accepted : try answer(to: error)
    }

    private static func isDecided(_ number: Int32, within limit: Duration) throws -> Bool {
        let end = MonotonicTime.now + limit
        while true {
            try Task.checkCancellation()
            let rest = min(end - .now, slice)
            guard rest > .zero else { return false }
            var entry = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
            // Rounded up, since a wait of no milliseconds would turn round and round.
            let count = poll(&entry, 1, Int32(rest / .milliseconds(1)) + 1)
            if count > 0 { return true }
            if count < 0, errno != EINTR { throw noMeans(errno) }
        }
    }

    private static func answer(to error: Int32) throws -> Endpoint.Answer {
        switch error {
        case ECONNREFUSED: .refused("the connection was refused")
        case ECONNRESET, ETIMEDOUT: .refused(words(for: error))
        case EMFILE, ENFILE, ENOBUFS, ENOMEM, EADDRNOTAVAIL, EAGAIN: throw noMeans(error)
        default: .unreachable(words(for: error))
        }
    }

    private static func words(for error: Int32) -> String {
        strerror(error).map { String(cString: $0) } ?? "errno \(error)"
    }

    private static func noMeans(_ error: Int32) -> PluginError {
        PluginError(
            .failed,
            "No connection could be tried: \(words(for: error)) (errno \(error)). This process has used up what it may have: close what it has open, "
                + "or raise its limits.")
    }
}
