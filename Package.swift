// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "workstream",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Workstream", targets: ["Workstream"]),
        .library(name: "WorkstreamPlugins", targets: ["WorkstreamPlugins"]),
        .library(name: "WorkstreamHTTP", targets: ["WorkstreamHTTP"]),
        .library(name: "WorkstreamTesting", targets: ["WorkstreamTesting"]),
    ],
    targets: [
        // The framework. Nothing here needs a package, and of Foundation only `Date` and `UUID`.
        .target(name: "Workstream"),

        // Bundled plugins. HTTP stands apart because Foundation's URL loading is large.
        .target(
            name: "WorkstreamPlugins", dependencies: ["Workstream"], path: "Plugins", exclude: ["HTTP"], sources: ["Shell", "Files", "Wait"]),
        .target(name: "WorkstreamHTTP", dependencies: ["Workstream"], path: "Plugins/HTTP"),

        // What tests of plans, plugins and storages need.
        .target(name: "WorkstreamTesting", dependencies: ["Workstream"]),

        // Examples: small programs that compile and run in CI. They are no products.
        .executableTarget(name: "first-plan", dependencies: ["Workstream", "WorkstreamPlugins"], path: "docs/Examples/FirstPlan"),
        .executableTarget(
            name: "rolling-upgrade", dependencies: ["Workstream", "WorkstreamPlugins", "WorkstreamHTTP"], path: "docs/Examples/RollingUpgrade"),

        .testTarget(name: "WorkstreamTests", dependencies: ["Workstream", "WorkstreamTesting"]),
        .testTarget(
            name: "WorkstreamPluginsTests", dependencies: ["Workstream", "WorkstreamPlugins", "WorkstreamTesting"],
            path: "Tests/PluginsTests", exclude: ["HTTP"], sources: ["Shell", "Files", "Wait"]),
        .testTarget(
            name: "WorkstreamHTTPTests", dependencies: ["Workstream", "WorkstreamHTTP", "WorkstreamTesting"], path: "Tests/PluginsTests/HTTP"),
        .testTarget(
            name: "WorkstreamTestingTests", dependencies: ["Workstream", "WorkstreamTesting"], exclude: ["Plans/__Outlines__"]),
        .testTarget(
            name: "ExamplesTests",
            dependencies: ["first-plan", "rolling-upgrade", "Workstream", "WorkstreamPlugins", "WorkstreamHTTP", "WorkstreamTesting"],
            exclude: ["TestingPlans/__Outlines__"]),

        // Real processes that are killed: the program is there for its tests alone.
        .executableTarget(
            name: "crash-program", dependencies: ["Workstream", "WorkstreamPlugins", "WorkstreamHTTP"], path: "Tests/CrashProgram"),
        .testTarget(name: "CrashTests", dependencies: ["crash-program", "Workstream", "WorkstreamPlugins", "WorkstreamHTTP"]),
    ]
)

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
