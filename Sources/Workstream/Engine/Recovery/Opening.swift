/// What an engine does with runs that were under way when it opens (S44).
public struct Opening: Sendable, Hashable {
    /// The ways there are.
    enum Kind: Sendable, Hashable {
        case resume
        case hold
        case none
    }

    let kind: Kind

    /// It takes them up, and they go on by themselves.
    public static let resume = Opening(kind: .resume)
    /// It takes them up and holds them, so that somebody can look before anything happens; each goes on with `release`.
    public static let hold = Opening(kind: .hold)
    /// It leaves them alone; each is taken up with `recover`.
    public static let none = Opening(kind: .none)
}
