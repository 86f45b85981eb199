/// A Swift file, as the rules of the house look at it.
struct SourceFile {
    /// A type that a file declares.
    struct Declaration: Hashable {
        var name: String
        /// Whether it stands outside of every other declaration.
        var isTopLevel: Bool
        /// Whether it is only another name, or known to nobody outside of its file.
        var isMinor = false
    }

    /// Its path in the repository.
    let path: String
    /// What stands in it.
    let text: String
    /// Its words and signs, without comments and the text of strings.
    let tokens: [String]
    /// The types that it declares; extensions are none.
    let declarations: [Declaration]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        var cutter = TokenCutter(text)
        tokens = cutter.tokens()
        declarations = Self.declarations(in: tokens)
    }

    /// Its name without ".swift".
    var name: String { String(path.split(separator: "/").last?.dropLast(6) ?? "") }

    /// The folder that it lies in, seen from another.
    func room(in folder: String) -> String {
        String(path.dropFirst(folder.count + 1).split(separator: "/").first ?? "")
    }

    private static func declarations(in tokens: [String]) -> [Declaration] {
        var depth = 0
        var found: [Declaration] = []
        for (index, token) in tokens.enumerated() {
            switch token {
            case "{": depth += 1
            case "}": depth -= 1
            case "struct", "enum", "actor", "protocol", "typealias", "class":
                // A class member, such as `class func`, declares no type.
                guard let name = tokens[(index + 1)...].first, name.first?.isUppercase == true else { continue }
                let isPrivate = index > 0 && ["private", "fileprivate"].contains(tokens[index - 1])
                found.append(Declaration(name: name, isTopLevel: depth == 0, isMinor: token == "typealias" || isPrivate))
            default: break
            }
        }
        return found
    }

    /// The names of types that it uses without saying whose they are: not behind a dot, and not the parameters of its own generic declarations.
    var typeNames: Set<String> {
        var names: Set<String> = []
        for (index, token) in tokens.enumerated() where token.first?.isUppercase == true && self.token(at: index - 1) != "." {
            names.insert(token)
        }
        return names.subtracting(genericParameters)
    }

    /// Whether these words and signs stand in it, one after another.
    func contains(_ words: [String]) -> Bool {
        tokens.indices.contains { start in
            start + words.count <= tokens.count && zip(tokens[start...], words).allSatisfy { $0 == $1 }
        }
    }

    private var genericParameters: Set<String> {
        var names: Set<String> = []
        for (index, token) in tokens.enumerated() {
            if token == "associatedtype", let name = self.token(at: index + 1) { names.insert(name) }
            guard token == "<", let before = self.token(at: index - 1), let keyword = self.token(at: index - 2) else { continue }
            guard before == "init" || before == "subscript" || ["func", "struct", "class", "enum", "actor", "typealias"].contains(keyword) else {
                continue
            }
            var position = index + 1
            var isName = true
            while let next = self.token(at: position), next != ">" {
                if isName, next != "each" { names.insert(next) }
                isName = next == "," || (isName && next == "each")
                position += 1
            }
        }
        return names
    }

    private func token(at index: Int) -> String? {
        tokens.indices.contains(index) ? tokens[index] : nil
    }
}
