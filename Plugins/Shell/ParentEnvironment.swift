#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The environment variables of this process.
enum ParentEnvironment {
    /// The variables, as they are now.
    static var variables: [String: String] {
        var variables: [String: String] = [:]
        for entry in entries {
            guard let sign = entry.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(entry[..<sign])
            // The first of two entries is the one that `getenv` finds.
            if variables[name] == nil { variables[name] = String(entry[entry.utf8.index(after: sign)...]) }
        }
        return variables
    }

    #if canImport(Musl)
        // The C module does not show `environ`; the kernel keeps the variables that the process began with.
        private static var entries: [String] {
            let file = open("/proc/self/environ", O_RDONLY | O_CLOEXEC)
            if file < 0 { return [] }
            defer { close(file) }
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            while true {
                let count = read(file, &buffer, buffer.count)
                if count <= 0 { break }
                bytes.append(contentsOf: buffer[..<count])
            }
            return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        }
    #else
        private static var entries: [String] {
            #if canImport(Darwin)
                var next = _NSGetEnviron().pointee
            #else
                var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
            #endif
            var entries: [String] = []
            while let pointer = next, let entry = pointer.pointee {
                entries.append(String(cString: entry))
                next = pointer + 1
            }
            return entries
        }
    #endif
}
