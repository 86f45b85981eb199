// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that it sees of Workstream what every other package sees, and nothing else. `swift test` in this folder tries the storage.
let package = Package(
    name: "custom-storage",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "workstream", path: "../../..")],
    targets: [
        .target(name: "LineStorage", dependencies: [.product(name: "Workstream", package: "workstream")]),
        .testTarget(
            name: "LineStorageTests",
            dependencies: [
                "LineStorage", .product(name: "Workstream", package: "workstream"), .product(name: "WorkstreamTesting", package: "workstream"),
            ]),
    ]
)
