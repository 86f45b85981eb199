extension Plugin {
    /// A response that is decoded from random leaves.
    ///
    /// - Throws: An error that names the type which refused every random value, and what to do about it.
    public static func example(_ random: inout some RandomNumberGenerator) throws -> Response {
        try Sampler.sample(Response.self, seed: random.next())
    }
}
