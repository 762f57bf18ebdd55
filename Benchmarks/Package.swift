// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who uses the locator does not resolve or build its benchmarks.
let package = Package(
  name: "plkk-benchmarks",
  dependencies: [.package(name: "plkk", path: "..")],
  targets: [
    .executableTarget(
      name: "audit-bench",
      dependencies: [
        .product(name: "Audit", package: "plkk"), .product(name: "Facilities", package: "plkk"),
        .product(name: "Geo", package: "plkk"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "knn-bench", dependencies: [.product(name: "Geo", package: "plkk")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "position-bench", dependencies: [.product(name: "Positions", package: "plkk")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)
