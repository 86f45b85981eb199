/// A type that says how to make an example of itself, where random text and numbers would be refused.
///
/// Examples of responses and requests are made to find out where a key path of a binding stands in their JSON, and for scripted plugins and simulations. Most
/// types need nothing: they are decoded from random leaves, enums that are `CaseIterable` from their cases. Conform a type whose decoding checks what it reads
/// in a way that no random value passes, and an enum with associated values.
///
/// ```swift
/// extension Checksum: Sampleable {
///     static func sample(_ random: inout some RandomNumberGenerator) -> Checksum { Checksum(of: random.next()) }
/// }
/// ```
public protocol Sampleable {
    /// An example; two examples should differ, so that one property can be told from another.
    static func sample(_ random: inout some RandomNumberGenerator) -> Self
}
