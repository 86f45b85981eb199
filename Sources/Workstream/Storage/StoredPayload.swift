/// The stored form of a payload; `StoredEvent` describes it.
struct StoredPayload: Codable {
    let payload: Payload

    private enum Field: String, CodingKey {
        case json, clipped, base64
    }

    init(_ payload: Payload) {
        self.payload = payload
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        if let clipped = try fields.decodeIfPresent(Payload.Clipped.self, forKey: .clipped) {
            payload = .clipped(clipped)
        } else if let text = try fields.decodeIfPresent(String.self, forKey: .base64) {
            guard let bytes = Base64.bytes(of: text) else {
                throw DecodingError.dataCorruptedError(forKey: .base64, in: fields, debugDescription: "\"\(text)\" is no base64.")
            }
            payload = .whole(bytes)
        } else {
            payload = .whole(try fields.decode(JSON.self, forKey: .json).bytes(.canonical))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        switch payload {
        case .clipped(let clipped):
            try fields.encode(clipped, forKey: .clipped)
        case .whole(let bytes):
            // Whatever is in the journal must come back as it was, so what JSON would write differently is kept byte by byte.
            // So is what is nested so deep that it would be too deep within an event.
            if let value = try? JSON(parsing: bytes, depthLimit: JSON.defaultDepthLimit - 8), value.bytes(.canonical) == bytes {
                try fields.encode(value, forKey: .json)
            } else {
                try fields.encode(Base64.text(of: bytes), forKey: .base64)
            }
        }
    }
}
