/// A value in a room of its own, so that what holds it is no larger than a pointer, and copying that costs little.
///
/// For what is large and rare inside of something of which there are very many, and for what stays the same in copies that are made all the time. Copies share
/// the room; whoever changes the value gets another one.
struct Boxed<Value: Sendable>: Sendable {
    private final class Room: Sendable {
        let value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var room: Room

    /// Puts a value into a room.
    init(_ value: Value) {
        room = Room(value)
    }

    /// The value.
    ///
    /// - Complexity: Reading is O(1); a change makes a copy.
    var value: Value {
        get { room.value }
        set { room = Room(newValue) }
    }
}

extension Boxed: Equatable where Value: Equatable {
    static func == (left: Boxed, right: Boxed) -> Bool { left.room === right.room || left.value == right.value }
}

extension Boxed: Hashable where Value: Hashable {
    func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}
