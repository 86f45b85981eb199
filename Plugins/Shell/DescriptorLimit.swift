#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many descriptors this process may have open.
///
/// Three are needed for each running program, and 1,024 is the usual limit, set low for programs that use `select`. Every process may raise it up to a
/// second, hard limit. It is doubled when it is met, not raised to the top, because children inherit it and some walk through all of it.
enum DescriptorLimit {
    /// The limit; for messages.
    static var current: Int {
        Int(clamping: read().rlim_cur)
    }

    /// Doubles the limit, as far as the hard limit allows; `false` when it is there already.
    static func raise() -> Bool {
        var limit = read()
        let wanted = min(limit.rlim_cur &* 2, limit.rlim_max)
        if wanted <= limit.rlim_cur { return false }
        limit.rlim_cur = wanted
        return setrlimit(resource, &limit) == 0
    }

    private static func read() -> rlimit {
        var limit = rlimit()
        _ = getrlimit(resource, &limit)
        return limit
    }

    #if canImport(Glibc)
        private static var resource: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_NOFILE.rawValue) }
    #else
        private static var resource: Int32 { RLIMIT_NOFILE }
    #endif
}
