/// What a file is opened for.
enum FileUse: Sendable {
    /// To be read; it must exist.
    case reading
    /// To be read and changed in place; it must exist.
    case changing
    /// To be read and changed in place; it is made where it does not exist.
    case keeping
    /// To be made anew; nothing may be there.
    case making
    /// To be added to at its end, whoever else does so meanwhile; it is made where it does not exist.
    case adding
}
