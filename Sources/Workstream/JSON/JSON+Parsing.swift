extension JSON {
    /// How deep arrays and objects may be nested unless a call says otherwise.
    public static let defaultDepthLimit = 512

    /// The highest depth limit that is taken; deeper values could exhaust the stack of a thread when they are compared, written or freed.
    public static let highestDepthLimit = 1_000

    /// Reads JSON text.
    ///
    /// Any value may stand at the top. Integers that do not fit 128 bits and numbers that do not fit a `Double` are refused, and so are a byte order mark and
    /// half surrogate pairs. `-0` is the number `-0.0`, since an integer has no negative zero. The last of several equal keys wins.
    ///
    /// - Throws: ``ParseError`` with line, column, byte offset and path.
    /// - Complexity: Linear in the length of the text.
    public init(parsing text: String, depthLimit: Int = defaultDepthLimit) throws(ParseError) {
        var text = text
        self = try text.withUTF8 { JSONParser.parse($0, depthLimit: depthLimit) }.get()
    }

    /// Reads JSON from UTF-8 bytes that lie together in memory.
    ///
    /// - Throws: ``ParseError`` with line, column, byte offset and path.
    /// - Complexity: Linear in the number of bytes.
    public init(parsing bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int = defaultDepthLimit) throws(ParseError) {
        self = try JSONParser.parse(bytes, depthLimit: depthLimit).get()
    }

    /// Reads JSON from UTF-8 bytes.
    ///
    /// - Throws: ``ParseError`` with line, column, byte offset and path.
    /// - Complexity: Linear in the number of bytes; bytes that do not lie together in memory are copied first.
    public init(parsing bytes: some Sequence<UInt8>, depthLimit: Int = defaultDepthLimit) throws(ParseError) {
        let result =
            bytes.withContiguousStorageIfAvailable { JSONParser.parse($0, depthLimit: depthLimit) }
            ?? Array(bytes).withUnsafeBufferPointer { JSONParser.parse($0, depthLimit: depthLimit) }
        self = try result.get()
    }
}
