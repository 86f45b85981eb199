import Testing
import Workstream

@Suite("JSON: literals and access")
struct AccessTests {
    let value: JSON = ["text": "a", "whole": 3, "real": 2.5, "even": 4.0, "yes": true, "none": nil, "list": [1, 2], "object": ["k": "v"]]

    @Test("each accessor gives its own kind and nothing for the others")
    func accessors() {
        #expect(value["text"]?.stringValue == "a")
        #expect(value["whole"]?.intValue == 3)
        #expect(value["even"]?.intValue == 4)
        #expect(value["real"]?.intValue == nil)
        #expect(JSON.integer(.max).intValue == nil)
        #expect(value["whole"]?.doubleValue == 3)
        #expect(value["real"]?.doubleValue == 2.5)
        #expect(value["yes"]?.boolValue == true)
        #expect(value["none"]?.isNull == true)
        #expect(value["list"]?.arrayValue == [1, 2])
        #expect(value["object"]?.objectValue == ["k": "v"])
        #expect(value["whole"]?.stringValue == nil)
        #expect(value["text"]?.boolValue == nil)
        #expect(value["text"]?.doubleValue == nil)
        #expect(value["text"]?.arrayValue == nil)
        #expect(value["text"]?.objectValue == nil)
    }

    @Test("subscripts lead into objects and lists")
    func subscripts() {
        #expect(value["list"]?[1] == 2)
        #expect(value["list"]?[2] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["missing"] == nil)
        #expect(value[0] == nil)
        #expect(value["text"]?["x"] == nil)
    }

    @Test("a member can be set, added and removed")
    func setting() {
        var value: JSON = ["a": 1]
        value["b"] = "x"
        value["a"] = nil
        #expect(value == ["b": "x"])
        var nothing: JSON = nil
        nothing["a"] = 1
        #expect(nothing == ["a": 1])
        var text: JSON = "t"
        text["a"] = 1
        #expect(text == "t")
    }
}
