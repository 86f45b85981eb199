/// Whatever JSON is in the plan can be stored and read again: made by hand, it may hold NaN, or be nested without measure.
struct StorableRule: PlanRule {
    /// The longest way from a plan to a request, that of a check in a sequence: inside a stored plan the request is nested so much deeper.
    private static let wayToRequest: CodingLink? = {
        let keys: [any CodingKey] = [
            NameKey("blocks"), IndexKey(0), NameKey("sequences"), IndexKey(0), NameKey("checks"), IndexKey(0), NameKey("checks"), IndexKey(0),
            NameKey("request"),
        ]
        return keys.reduce(nil) { CodingLink($0, $1) }
    }()

    func look(at visit: Node.Visit, _ findings: inout Findings) {
        switch visit.node {
        case .plan(let plan):
            for (name, value) in plan.metadata.sorted(by: { $0.key < $1.key }) {
                check(value, .metadataDoesNotEncode, "The metadata \(name.quoted) cannot be stored.", at: visit, &findings)
            }
        case .action(let action):
            check(action.request, .requestDoesNotEncode, "The request of \(action.name.quoted) cannot be stored.", at: visit, &findings)
            for binding in action.bindings {
                guard let otherwise = binding.otherwise else { continue }
                check(
                    otherwise, .requestDoesNotEncode, "The `otherwise` of a binding to \(binding.target) in \(action.name.quoted) cannot be stored.",
                    at: visit, &findings)
            }
        case .block, .sequence, .checks, .batch: break
        }
    }

    private func check(_ json: JSON, _ code: PlanFault.Code, _ problem: @autoclosure () -> String, at visit: Node.Visit, _ findings: inout Findings) {
        guard !json.isShallow, let deep = fault(of: json, at: Self.wayToRequest) else { return }
        // Asked again without the way, because its path should begin where the reader sees the value.
        let fault = fault(of: json, at: nil) ?? deep
        findings.report(code, at: visit, problem(), "Its form is JSON.", fault.message)
    }

    private func fault(of json: JSON, at link: CodingLink?) -> JSON.EncodingFault? {
        do {
            try json.validate(at: link)
            return nil
        } catch {
            return error
        }
    }
}

extension JSON {
    /// Whether the value is certain to be storable at a glance: an object or list of texts, integers and the like, as most requests are.
    fileprivate var isShallow: Bool {
        switch self {
        case .object(let members): members.values.allSatisfy(\.isPlain)
        case .array(let elements): elements.allSatisfy(\.isPlain)
        default: isPlain
        }
    }

    private var isPlain: Bool {
        switch self {
        case .null, .bool, .integer, .string: true
        case .number, .array, .object: false
        }
    }
}
