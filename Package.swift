// swift-tools-version: 6.2
import PackageDescription

// One set of strict settings for every target of ours; dependencies are not touched by it.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle: [Target.Dependency] = [
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]
let network: [Target.Dependency] = [
  .product(name: "CoreMetrics", package: "swift-metrics"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOSSL", package: "swift-nio-ssl"),
]

let package = Package(
  name: "plkk",
  products: [
    .library(name: "Geo", targets: ["Geo"]),
    .library(name: "Facilities", targets: ["Facilities"]),
    .library(name: "Positions", targets: ["Positions"]),
    .executable(name: "plkk", targets: ["plkk"]),
  ],
  dependencies: [
    // Command line: parsing, help and shell completion.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Sockets and event loops of the server.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    // TLS for them.
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    // Structured logging.
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // Counters and timers, apart from where they are shown.
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    // Orderly start and stop, signals.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .target(name: "Geo", path: "Geo", swiftSettings: strict),
    .target(name: "Seeds", path: "Seeds", exclude: ["SOURCES.md", "data"]),
    .target(name: "Formats", swiftSettings: strict),
    .target(name: "Positions", dependencies: ["Geo"], swiftSettings: strict),
    .target(name: "Facilities", dependencies: ["Geo", "Seeds"], swiftSettings: strict),
    .target(
      name: "Service", dependencies: ["Facilities", "Geo", "Positions"], swiftSettings: strict),
    .target(name: "LineProtocol", swiftSettings: strict),
    .target(
      name: "Server",
      dependencies: [
        "Facilities", "Formats", "Geo", "LineProtocol", "Positions", "Service", logging,
      ] + lifecycle + network,
      swiftSettings: strict),
    .executableTarget(
      name: "plkk",
      dependencies: [
        "Facilities", "Formats", "Geo", "LineProtocol", "Positions", "Server", "Service",
        argumentParser, logging,
      ] + lifecycle,
      swiftSettings: strict),

    .testTarget(
      name: "GeoTests", dependencies: ["Geo"], exclude: ["Vectors"], swiftSettings: strict),
    .testTarget(name: "FormatsTests", dependencies: ["Formats"], swiftSettings: strict),
    .testTarget(name: "PositionsTests", dependencies: ["Geo", "Positions"], swiftSettings: strict),
    .testTarget(
      name: "FacilitiesTests", dependencies: ["Facilities", "Geo"], swiftSettings: strict),
    .testTarget(
      name: "ServiceTests", dependencies: ["Facilities", "Geo", "Positions", "Service"],
      swiftSettings: strict),
    .testTarget(name: "LineProtocolTests", dependencies: ["LineProtocol"], swiftSettings: strict),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Facilities", "Formats", "Geo", "LineProtocol", "Positions", "Server", "Service", logging,
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ] + lifecycle + network,
      swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["plkk"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
