/// No example of a type could be made.
struct SamplingError: Error, CustomStringConvertible {
    /// The type that refused everything.
    let type: String
    /// Where it stands in the type that was asked for, outermost name first.
    let path: String
    /// Why the last attempt failed.
    let reason: String

    /// The message: what happened, why, and what to do.
    var description: String {
        let place = path.isEmpty ? "" : " (at \"\(path)\")"
        return "No example of the type \"\(type)\"\(place) could be made: it refused every random value that was tried, the last with: \(reason) "
            + "Let it be CaseIterable or Sampleable, or implement `example(_:)` in the plugin."
    }
}
