/// A value in a room of its own, so that what holds it is no larger than a pointer.
///
/// For what is large and rare inside of something of which there are very many. Copies share the room; nobody can change what is in it.
indirect enum Boxed<Value> {
    /// The value.
    case holding(Value)

    /// What is in it.
    var value: Value {
        switch self {
        case .holding(let value): value
        }
    }
}

extension Boxed: Sendable where Value: Sendable {}
extension Boxed: Equatable where Value: Equatable {}
extension Boxed: Hashable where Value: Hashable {}
