/// A plugin that changes the world.
public protocol ActionPlugin: Plugin where Role == Changing {
    /// What a repetition of this request does (S33). There is no default, because only the author knows; a plan's author may override it on the action.
    func effect(of request: Request) -> Effect
}
