/// A bound part of a request could not be filled in; a permanent failure of the action (S28).
public struct BindingFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is; more may come.
    public struct Code: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
        /// The code as it is stored.
        public var rawValue: String
        /// The code with that text.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The code as it is stored.
        public var description: String { rawValue }

        /// The response has nothing at the path of the source.
        public static let noValue = Code(rawValue: "bindingHasNoValue")
        /// The value cannot be part of a text.
        public static let notText = Code(rawValue: "bindingIsNotText")
        /// The value is to be appended to something that is no array.
        public static let notAnArray = Code(rawValue: "bindingTargetIsNoArray")
        /// The request has no place for the value.
        public static let noPlace = Code(rawValue: "bindingHasNoPlace")
    }

    /// What kind of fault it is.
    public let code: Code
    /// The place in the request that was to be filled in.
    public let target: JSON.Path
    /// What happened, why it matters, what to do.
    public let message: String

    /// The message.
    public var description: String { message }

    /// Equal in code and target.
    public static func == (left: BindingFault, right: BindingFault) -> Bool {
        left.code == right.code && left.target == right.target
    }

    /// Feeds code and target into a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(target)
    }
}

extension BindingFault {
    static func noValue(_ binding: Binding, _ reference: Binding.Reference, _ path: JSON.Path) -> BindingFault {
        BindingFault(
            code: .noValue, target: binding.target,
            message: "The response of \(reference) has no value at \(path), which the binding to \(binding.target) needs. "
                + "A field that is optional may be left out of a response. Give the binding an `otherwise:`, or bind to a field that is always there."
        )
    }

    static func notText(_ binding: Binding, _ reference: Binding.Reference, _ path: JSON.Path) -> BindingFault {
        BindingFault(
            code: .notText, target: binding.target,
            message: "The response of \(reference) has at \(path) what cannot be part of the text for \(binding.target). "
                + "Only strings, numbers and truth values can. Bind to a field that is one of these.")
    }

    static func notAnArray(_ binding: Binding, _ found: JSON) -> BindingFault {
        BindingFault(
            code: .notAnArray, target: binding.target,
            message: "The request has \(found.phrase) at \(binding.target), to which a bound value is to be appended. "
                + "A value can be appended to an array only. Bind to the place itself, or let the request have an array there.")
    }

    static func noPlace(_ binding: Binding, _ cause: JSON.PathFault) -> BindingFault {
        BindingFault(
            code: .noPlace, target: binding.target,
            message: "The request has no place for the value that is bound to \(binding.target): \(cause.description) "
                + "The request cannot be made whole. Correct the target of the binding.")
    }
}

extension Binding.Reference: CustomStringConvertible {
    /// How the action is named: `"upload"`, or `the key "upload-1"`.
    public var description: String {
        switch self {
        case .key(let key): "the key \(key.quoted)"
        case .name(let name): name.quoted
        }
    }
}
