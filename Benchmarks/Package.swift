// swift-tools-version: 6.2
import PackageDescription

// Nobody depends on this package. It measures the one around it, also from inside: so its program is compiled as a part of that one, which the package
// manager names by its folder.
let outer = Context.packageDirectory.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? "workstream"

let framework: [Target.Dependency] = [
    .product(name: "Workstream", package: "workstream"), .product(name: "WorkstreamPlugins", package: "workstream"),
]

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "workstream", path: "..")],
    targets: [
        // Allocations and instructions, as far as the system can tell.
        .target(name: "Counting"),
        .executableTarget(
            name: "Benchmarks", dependencies: framework + ["Counting"], packageAccess: false,
            swiftSettings: [.unsafeFlags(["-package-name", outer])]),

        // What a tool weighs, without what only a debugger reads.
        .executableTarget(name: "benchmark-tool", dependencies: framework, path: "Sources/Tool", linkerSettings: [.unsafeFlags(["-Xlinker", "-s"])]),
        .executableTarget(name: "benchmark-empty", path: "Sources/Empty", linkerSettings: [.unsafeFlags(["-Xlinker", "-s"])]),
    ]
)

for target in package.targets where target.name != "Counting" {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
}
