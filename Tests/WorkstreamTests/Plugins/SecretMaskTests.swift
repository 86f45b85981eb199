import Testing

@testable import Workstream

@Suite("SecretMask")
struct SecretMaskTests {
    private func mask(_ values: String...) -> SecretMask {
        let mask = SecretMask()
        for value in values { mask.add(value) }
        return mask
    }

    @Test("a mask that hides nothing is empty and changes nothing")
    func empty() {
        let mask = mask("")
        #expect(mask.isEmpty)
        #expect(mask.masked("text") == "text")
        #expect(mask.masked(["key": "text"] as JSON) == ["key": "text"])
        mask.add("text")
        #expect(!mask.isEmpty)
    }

    @Test(
        "every place where a value stands is replaced",
        arguments: [
            (["hunter2"], "password hunter2, again hunter2", "password •••, again •••"),
            (["hunter2"], "hunter2", "•••"),
            (["hunter2"], "xhunter2x", "x•••x"),
            (["hunter2"], "HUNTER2 hunter", "HUNTER2 hunter"),
            (["pass", "password"], "password pass", "••• •••"),
            (["abcdef", "efghij"], "-abcdefghij-", "-•••-"),
            (["aaaa"], "aaaaaaa!", "•••!"),
            (["pässword"], "für pässword.", "für •••."),
            (["🔑🔑"], "a🔑🔑b", "a•••b"),
        ] as [([String], String, String)])
    func table(values: [String], text: String, expected: String) {
        let mask = SecretMask()
        for value in values { mask.add(value) }
        #expect(mask.masked(text) == expected)
    }

    @Test(
        "a value of fewer than four bytes is replaced only where it stands alone",
        arguments: [("12", "•••"), ("2012", "2012"), ("x12", "x12"), ("12x", "12x"), ("pin=12;", "pin=•••;"), ("ü12", "ü12"), ("12, 12", "•••, •••")])
    func short(text: String, expected: String) {
        #expect(mask("12").masked(text) == expected)
    }

    @Test("a value of several lines is found line by line as well, but not its short lines")
    func lines() {
        let mask = mask("-----BEGIN KEY-----\r\nMIIEvQIBADANBg\nend\n")
        #expect(mask.masked("read MIIEvQIBADANBg") == "read •••")
        #expect(mask.masked("the end") == "the end")
        #expect(mask.masked("-----BEGIN KEY-----\r\nMIIEvQIBADANBg\nend\n!") == "•••!")
    }

    @Test("strings and keys of a response are masked at any depth, and numbers stay")
    func json() {
        let mask = mask("hunter2", "1234")
        let value: JSON = ["a": ["hunter2", 1234, nil, true, 1.5], "x-hunter2": ["deep": "is hunter2"]]
        #expect(mask.masked(value) == ["a": ["•••", 1234, nil, true, 1.5], "x-•••": ["deep": "is •••"]])
    }

    @Test("keys that become equal keep their values")
    func keys() {
        let mask = mask("alpha", "beta")
        #expect(mask.masked(["alpha": 1, "beta": 2] as JSON) == ["•••": 1, "••••": 2])
    }
}
