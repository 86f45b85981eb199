/// The stored form of why a person should look at a run: `{"is":"held","reason":"…"}`.
struct StoredAttention: Codable {
    let attention: Attention

    private enum Field: String, CodingKey {
        case kind = "is"
        case count, reason
    }

    init(_ attention: Attention) {
        self.attention = attention
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let kind = try fields.decode(String.self, forKey: .kind)
        switch kind {
        case "none": attention = .none
        case "paused": attention = .paused
        case "needsDecision": attention = .needsDecision(count: try fields.decode(Int.self, forKey: .count))
        case "held": attention = .held(reason: try fields.decode(String.self, forKey: .reason))
        case "storageFault": attention = .storageFault
        default: throw DecodingError.dataCorruptedError(forKey: .kind, in: fields, debugDescription: "\"\(kind)\" is no kind of attention.")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        switch attention {
        case .none: try fields.encode("none", forKey: .kind)
        case .paused: try fields.encode("paused", forKey: .kind)
        case .needsDecision(let count):
            try fields.encode("needsDecision", forKey: .kind)
            try fields.encode(count, forKey: .count)
        case .held(let reason):
            try fields.encode("held", forKey: .kind)
            try fields.encode(reason, forKey: .reason)
        case .storageFault: try fields.encode("storageFault", forKey: .kind)
        }
    }
}
