/// A place in the response of an action, as its author wrote it.
struct ResponsePlace: Sendable {
    var reference: Binding.Reference
    var plugin: any Plugin.Type
    var steps: [ResponseStep]
}
