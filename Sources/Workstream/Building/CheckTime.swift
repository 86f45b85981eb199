/// When a group of checks runs, as a type, so that the compiler refuses a group where it cannot stand.
///
/// Nothing is ever made of these types; write `PreChecks`, `PostChecks`, `ContinuousChecks`, `BypassChecks` or `DeferredChecks`.
public enum CheckTime {
    /// A time at which a group may run in a sequence, too.
    public protocol InSequence {}

    /// First of all: when all pass, there is nothing to do (S4).
    public enum Bypass {}
    /// Before the body (S5).
    public enum Pre: InSequence {}
    /// Before the body, and again and again while it runs (S5, S7).
    public enum Continuous {}
    /// After a body that succeeded.
    public enum Post: InSequence {}
    /// Last of all, on success and on failure (S15).
    public enum Deferred {}
}
