public import Workstream

extension PluginError.Code {
    /// No connection to the server could be made; nothing was sent.
    public static let unreachable: Self = "unreachable"
    /// A connection was made, but not a secure one, or not to a server that is trusted; nothing was sent.
    public static let notSecure: Self = "notSecure"
    /// The request was sent, or may have been, and no whole answer came.
    public static let answerLost: Self = "answerLost"
    /// The server redirects to where the request cannot follow.
    public static let redirected: Self = "redirected"
    /// The server answered with a status that was not expected.
    public static let unexpectedStatus: Self = "unexpectedStatus"
}
