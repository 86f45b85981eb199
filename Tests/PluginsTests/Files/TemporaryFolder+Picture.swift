import Foundation

extension TemporaryFolder {
    /// All that a plugin can change in the folder: files with their content, links with their targets, permissions, hidden ones too.
    func picture() throws -> [String: String] {
        var picture: [String: String] = [:]
        for name in FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? [] {
            let attributes = try FileManager.default.attributesOfItem(atPath: self[name])
            let permissions = String((attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1, radix: 8)
            switch attributes[.type] as? FileAttributeType {
            case .typeDirectory?: picture[name] = "folder \(permissions)"
            case .typeSymbolicLink?: picture[name] = "link to \(try target(of: name))"
            default: picture[name] = "file \(permissions) \(try text(of: name))"
            }
        }
        return picture
    }
}
