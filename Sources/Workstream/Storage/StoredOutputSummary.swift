/// The stored form of what an outcome says about live output; `StoredEvent` describes it.
struct StoredOutputSummary: Codable {
    let summary: OutputSummary

    private enum Field: String, CodingKey {
        case length, missing, digest
    }

    init(_ summary: OutputSummary) {
        self.summary = summary
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        summary = OutputSummary(
            length: try fields.decode(Int.self, forKey: .length), missing: try fields.decode(.missing, or: 0),
            digest: try fields.decodeIfPresent(String.self, forKey: .digest))
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(summary.length, forKey: .length)
        if summary.missing != 0 { try fields.encode(summary.missing, forKey: .missing) }
        try fields.encodeIfPresent(summary.digest, forKey: .digest)
    }
}
