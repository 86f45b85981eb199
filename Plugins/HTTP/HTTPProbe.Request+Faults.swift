import Foundation
import Workstream

extension HTTPProbe.Request {
    /// What about an answer is not as it should be, all of it.
    func faults(of answer: HTTPAnswer, latency: Duration) -> [String] {
        var faults: [String] = []
        if answer.status != status { faults.append("its status is \(answer.status), but \(status) is expected") }
        for (name, expected) in headerEquals.sorted(by: { $0.key < $1.key }) {
            let found = answer.headers[name.lowercased()]
            if found != expected { faults.append("its header \"\(name)\" \(Self.text(of: found)), but \"\(expected)\" is expected") }
        }
        for (name, expected) in headerContains.sorted(by: { $0.key < $1.key }) {
            let found = answer.headers[name.lowercased()]
            if found?.contains(expected) != true {
                faults.append("its header \"\(name)\" \(Self.text(of: found)), but something with \"\(expected)\" is expected")
            }
        }
        faults += bodyFaults(of: answer)
        if let latencyBelow, latency >= latencyBelow { faults.append("it took \(latency), but less than \(latencyBelow) is expected") }
        return faults
    }

    private func bodyFaults(of answer: HTTPAnswer) -> [String] {
        guard !bodyContains.isEmpty || !jsonEquals.isEmpty else { return [] }
        let text = answer.text
        let cut = answer.omittedBytes > 0 ? " in its first \(answer.body.count) bytes" : ""
        var faults = bodyContains.filter { !text.contains($0) }.map { "its body does not contain \"\($0)\"\(cut)" }
        guard !jsonEquals.isEmpty else { return faults }
        guard let json = try? JSON(parsing: answer.body) else {
            faults.append("its body is no JSON\(cut)")
            return faults
        }
        for (path, expected) in jsonEquals.sorted(by: { $0.key < $1.key }) {
            let found = JSON.Path(path).flatMap { json[$0] }
            if let found, Self.isEqual(found, expected) { continue }
            let foundText = found.map { "is \(Self.shortened($0.text()))" } ?? "is not there"
            faults.append("its field \(path) \(foundText), but \(Self.shortened(expected.text())) is expected")
        }
        return faults
    }

    private static func text(of header: String?) -> String {
        header.map { "is \"\(shortened($0))\"" } ?? "is not there"
    }

    private static func shortened(_ text: String) -> String {
        text.count > 200 ? text.prefix(200) + "…" : text
    }

    // A server that writes 2.0 for 2 means the same.
    private static func isEqual(_ left: JSON, _ right: JSON) -> Bool {
        switch (left, right) {
        case (.integer(let integer), .number(let number)), (.number(let number), .integer(let integer)): Double(integer) == number
        case (.array(let left), .array(let right)): left.count == right.count && zip(left, right).allSatisfy(isEqual)
        case (.object(let left), .object(let right)):
            left.count == right.count && left.allSatisfy { key, value in right[key].map { isEqual(value, $0) } ?? false }
        default: left == right
        }
    }
}
