/// The call that a worker goes on with.
enum NextCall: Sendable {
    /// It is still to be begun, by the worker, once it runs.
    case reserved(CallSlot.Name)
    /// It has begun, because the worker is there; nil: it was cancelled before it was made.
    case begun(CallSlot.Name, PluginCall?)
}
