/// A key path to a stored property, such as `\.path`: what bindings are made of.
///
/// It must be `Sendable`, as every key path is that captures nothing; and stored, which validation reports where it is not.
public typealias StoredProperty<Root, Value> = any KeyPath<Root, Value> & Sendable
