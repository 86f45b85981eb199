/// Part of a listing, and where the next part begins.
public struct Page<Item: Sendable>: Sendable {
    /// The items, in order.
    public var items: [Item]
    /// Where to go on; `nil`: there is no more.
    public var next: Cursor?

    /// Part of a listing.
    public init(_ items: [Item], next: Cursor? = nil) {
        self.items = items
        self.next = next
    }
}
