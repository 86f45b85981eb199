/// A value that will be in the response of an earlier action, or a text that is put together with such values.
///
/// ```swift
/// .binding(\.image, to: build.response.image)
/// .binding(\.image, to: "registry/\(build.response.image)")
/// ```
///
/// Its members are the stored properties of the value; an element of a list is `response.hosts[0]`, a value of a dictionary `response.labels["zone"]`.
@dynamicMemberLookup public struct ResponseValue<Value> {
    private let content: ResponseContent

    init(_ content: ResponseContent) {
        self.content = content
    }

    init<P: Plugin>(of reference: Binding.Reference, in plugin: P.Type, steps: [ResponseStep]) {
        content = .place(ResponsePlace(reference: reference, plugin: plugin, steps: steps))
    }

    /// A stored property of the value.
    public subscript<Member: Encodable>(dynamicMember property: StoredProperty<Value, Member>) -> ResponseValue<Member> {
        ResponseValue<Member>(content.appending(.member(property)))
    }

    /// An element of a list, from zero.
    ///
    /// A list that is too short when the action runs is a permanent failure of the action that is bound to it.
    public subscript<Element: Encodable>(_ index: Int) -> ResponseValue<Element> where Value == [Element] {
        ResponseValue<Element>(content.appending(.index(index)))
    }

    /// A value of a dictionary.
    ///
    /// A name that is not there when the action runs is a permanent failure of the action that is bound to it.
    public subscript<Member: Encodable>(_ key: String) -> ResponseValue<Member> where Value == [String: Member] {
        ResponseValue<Member>(content.appending(.key(key)))
    }

    /// What the value is made of.
    ///
    /// It is no member of an instance, so that a response may have a property of any name.
    static func content(of value: ResponseValue) -> ResponseContent { value.content }
}

extension ResponseValue: ExpressibleByUnicodeScalarLiteral where Value == String {}
extension ResponseValue: ExpressibleByExtendedGraphemeClusterLiteral where Value == String {}

extension ResponseValue: ExpressibleByStringLiteral where Value == String {
    /// A text without values in it.
    public init(stringLiteral text: String) {
        content = .text([.text(text)])
    }
}

extension ResponseValue: ExpressibleByStringInterpolation where Value == String {
    /// A text with values in it.
    public init(stringInterpolation text: ResponseText) {
        content = .text(text.pieces)
    }
}
