extension Binding {
    /// Where a bound value comes from.
    ///
    /// The stored form is tagged, `{"response": {…}}`, so that further kinds of source can be added.
    public enum Source: Sendable, Hashable {
        /// A place in the response of an earlier action.
        case response(of: Reference, at: JSON.Path)
    }

    /// How a binding names the action that it reads.
    public enum Reference: Sendable, Hashable {
        /// By its key, which is unique in the plan.
        case key(String)
        /// By its name: first among the earlier actions of the own sequence or batch, then, if unique, in the plan.
        case name(String)
    }
}

extension Binding.Source: Codable {
    private enum Tag: String, CodingKey { case response }
    private enum Field: String, CodingKey { case key, name, path }

    /// Reads the tagged form.
    public init(from decoder: any Decoder) throws {
        let tagged = try decoder.container(keyedBy: Tag.self)
        let fields = try tagged.nestedContainer(keyedBy: Field.self, forKey: .response)
        let path = try fields.decode(JSON.Path.self, forKey: .path)
        if let key = try fields.decodeIfPresent(String.self, forKey: .key) {
            self = .response(of: .key(key), at: path)
        } else {
            self = .response(of: .name(try fields.decode(String.self, forKey: .name)), at: path)
        }
    }

    /// Writes the tagged form.
    public func encode(to encoder: any Encoder) throws {
        var tagged = encoder.container(keyedBy: Tag.self)
        var fields = tagged.nestedContainer(keyedBy: Field.self, forKey: .response)
        switch self {
        case .response(let reference, let path):
            try fields.encode(path, forKey: .path)
            switch reference {
            case .key(let key): try fields.encode(key, forKey: .key)
            case .name(let name): try fields.encode(name, forKey: .name)
            }
        }
    }
}
