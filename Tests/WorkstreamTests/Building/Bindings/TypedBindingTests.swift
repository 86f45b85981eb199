import Testing
import Workstream

@Suite("TypedCall bindings")
struct TypedBindingTests {
    private static let survey = Action("survey", Survey.self, .init())
    private static let shell = Action("shell", Shell.self, .init("deploy"))

    private static func source(_ path: String, of reference: Binding.Reference = .name("survey")) throws -> Binding.Value {
        .source(.response(of: reference, at: try #require(JSON.Path(path))))
    }

    @Test("S28 a binding is data: the places of two stored properties in their JSON, and the name of the source")
    func stored() throws {
        let bound = Self.shell.binding(\.program, to: Self.survey.response.host)
        #expect(bound.node.defects.isEmpty)
        #expect(bound.node.bindings == [Binding(target: try #require(JSON.Path("$.program")), value: try Self.source("$.host_name"))])
        #expect(bound.node.request == Self.shell.node.request)
    }

    @Test("S28 a source with a key is named by its key")
    func key() throws {
        let bound = Self.shell.binding(\.program, to: Self.survey.key("first").response.host)
        #expect(bound.node.bindings.map(\.value) == [try Self.source("$.host_name", of: .key("first"))])
    }

    @Test("S28 what stands inside lists, dictionaries and optionals can be bound to")
    func inside() throws {
        let bound = Self.shell
            .binding(\.program, to: Self.survey.response.disks[1].mount)
            .binding(\.directory, to: Self.survey.response[\.image?.tag], otherwise: nil)
            .binding(\.environment, key: "PORT", to: "\(Self.survey.response.ports["http"])")
            .binding(appendingTo: \.arguments, "--host=\(Self.survey.response.host)", otherwise: "--host=none")
        #expect(bound.node.defects.isEmpty)
        #expect(bound.node.bindings.map(\.target.description) == ["$.program", "$.directory", "$.environment.PORT", "$.arguments"])
        #expect(bound.node.bindings.map(\.operation) == [.set, .set, .set, .append])
        #expect(bound.node.bindings.map(\.otherwise) == [nil, .null, nil, "--host=none"])
        let places = bound.node.bindings.flatMap(\.sources).map { source in
            switch source {
            case .response(_, let path): path.description
            }
        }
        #expect(places == ["$.disks[1].mount", "$.image.tag", "$.ports.http", "$.host_name"])
    }

    @Test("S28 a response with a UUID, a date and types that refuse most values does not keep other fields from being bound to")
    func refusing() throws {
        let bound = Self.shell
            .binding(\.program, to: Self.survey.response.host)
            .binding(appendingTo: \.arguments, "\(Self.survey.response.port)")
            .binding(appendingTo: \.arguments, "\(Self.survey.response.release)")
            .binding(appendingTo: \.arguments, "\(Self.survey.response.id) \(Self.survey.response.taken)")
        #expect(bound.node.defects.isEmpty)
        let texts = bound.node.bindings.flatMap(\.sources).map { source in
            switch source {
            case .response(_, let path): path.description
            }
        }
        #expect(texts == ["$.host_name", "$.port", "$.release", "$.id", "$.taken"])
    }

    @Test("S28 a binding that reads a computed property is a fault that validation lists, and nothing traps")
    func computedSource() {
        let bound = Self.shell.binding(\.program, to: Self.survey.response.title)
        #expect(bound.node.bindings.isEmpty)
        let faults = ValidPlan.faults { $0.blocks[0].sequences[0].actions = [ValidPlan.action(), bound.node] }
        #expect(faults == [PlanFault("bindingNotLocated", at: "Fleet/web-1/shell")])
        #expect(faults[0].message.contains("The source of a binding in \"shell\" cannot be located"))
        #expect(faults[0].message.contains("is computed"))
        #expect(faults[0].message.contains("Name a stored property"))
    }

    @Test("S28 a binding that fills in a computed property is a fault that validation lists, and nothing traps")
    func computedTarget() {
        let bound = Self.shell.binding(\.line, to: Self.survey.response.host)
        let faults = ValidPlan.faults { $0.blocks[0].sequences[0].actions = [bound.node] }
        #expect(faults == [PlanFault("bindingNotLocated", at: "Fleet/web-1/shell")])
        #expect(faults[0].message.contains("The target of a binding in \"shell\" cannot be located"))
    }

    @Test("S28 a text is put together of what can be part of one; a list in it is a fault that validation lists")
    func text() {
        let bound = Self.shell.binding(\.program, to: "ls \(Self.survey.response.disks)")
        #expect(ValidPlan.faults { $0.blocks[0].sequences[0].actions = [bound.node] } == [PlanFault("bindingNotText", at: "Fleet/web-1/shell")])
    }

    @Test("S28 several bindings that cannot be made are a fault each")
    func several() {
        let bound = Self.shell.binding(\.line, to: Self.survey.response.host).binding(\.program, to: Self.survey.response.title)
        #expect(bound.node.defects.map(\.code) == ["bindingNotLocated", "bindingNotLocated"])
    }
}
