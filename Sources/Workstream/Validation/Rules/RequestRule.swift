/// Every complete request decodes as its plugin's type, and the plugin accepts it (S28).
///
/// A request with bindings is not complete: it is decoded when the bound values are filled in. What a plugin decoded is kept, so that nobody has to decode it
/// twice.
struct RequestRule: PlanRule {
    private let registry: PluginRegistry
    /// The decoded requests, by number; nil where there is none.
    private(set) var decoded: [(any Sendable)?]
    /// The requests that were written for an older version of their plugin, brought up to date, by number.
    private(set) var upgraded: [Int: JSON] = [:]

    init(_ registry: PluginRegistry, count: Int) {
        self.registry = registry
        decoded = Array(repeating: nil, count: count)
    }

    mutating func look(at visit: Node.Visit, _ findings: inout Findings) {
        // What could not be made has been reported as a defect.
        guard let action = visit.action, action.defects.isEmpty, let plugin = registry[action.plugin] else { return }
        guard let request = upToDate(action, plugin, at: visit, &findings), action.bindings.isEmpty else { return }
        do {
            decoded[visit.number] = try plugin.decode(request)
        } catch let fault as JSON.DecodingFault {
            findings.report(
                .requestDoesNotDecode, at: visit,
                "The request of \(action.name.quoted) is none of the plugin \(action.plugin.quoted): \(fault.message)",
                "The plugin could not be asked.", "Correct the request, or ask the plugin that it was written for.")
        } catch {
            findings.report(
                .requestRefused, at: visit, "The plugin \(action.plugin.quoted) refuses the request of \(action.name.quoted): \(error.reason)",
                "It could never work.", "Correct the request.")
        }
    }

    /// The request in the form of the registered version; `nil` where that cannot be had.
    private mutating func upToDate(_ action: Node.Action, _ plugin: RegisteredPlugin, at visit: Node.Visit, _ findings: inout Findings) -> JSON? {
        guard let version = action.pluginVersion, version != plugin.version else { return action.request }
        guard version < plugin.version else {
            findings.report(
                .pluginOutdated, at: visit,
                "\(visit.title) was written for version \"\(version)\" of the plugin \(action.plugin.quoted), of which version \"\(plugin.version)\" is registered.",
                "An older plugin cannot know what a newer request means.", "Register the newer plugin.")
            return nil
        }
        do {
            let request = try plugin.upgrade(action.request, version)
            upgraded[visit.number] = request
            return request
        } catch {
            findings.report(
                .requestOutdated, at: visit,
                "The request of \(action.name.quoted) was written for version \"\(version)\" of the plugin \(action.plugin.quoted), which does not bring it up to date: \(error.reason)",
                "Version \"\(plugin.version)\" of the plugin cannot read it.", "Make the request anew.")
            return nil
        }
    }
}

extension Error {
    /// What an error of a plugin says, as a sentence of its own.
    fileprivate var reason: String {
        let text = (self as? PluginError)?.message ?? "\(self)"
        return text.last.map { ".!?".contains($0) } == true ? text : text + "."
    }
}
