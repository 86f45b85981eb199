import Foundation

/// A program that this package builds, beside the tests.
enum BuiltProgram {
    /// Where a program lies.
    static func url(_ name: String) -> URL {
        // On macOS the tests are a bundle that another program loads; elsewhere they are a program.
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.executableURL
        return (bundle ?? Bundle.main.bundleURL).deletingLastPathComponent().appendingPathComponent(name)
    }
}
