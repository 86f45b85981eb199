extension Node.Action {
    /// The request as the type that a plugin takes, so that a unit test of a plan can look at it.
    ///
    /// Bound parts are as the plan wrote them: their values come only when the action runs.
    /// - Parameter plugin: The plugin's type, whatever name the instance is registered under.
    /// - Throws: `DecodingError` when the request is none of that plugin's.
    public func request<P: Plugin>(as plugin: P.Type) throws -> P.Request {
        try request.decode(P.Request.self)
    }
}
