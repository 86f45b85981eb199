#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Strings in the form in which C takes arguments and environments: pointers, and a null pointer after the last.
struct CStringArray: ~Copyable {
    private let pointers: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

    /// Copies the strings.
    init(_ strings: [String]) {
        pointers = .allocate(capacity: strings.count + 1)
        pointers.initialize(repeating: nil)
        for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
    }

    deinit {
        for pointer in pointers { free(pointer) }
        pointers.deallocate()
    }

    /// Calls the body with the first pointer, which is valid for that call.
    borrowing func withPointer<Result>(_ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result) -> Result {
        // SAFETY: the buffer has at least the null pointer, so it has a base.
        body(UnsafePointer(pointers.baseAddress!))
    }
}
