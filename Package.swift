// swift-tools-version: 6.2
import PackageDescription

// One set of strict settings for every target of ours; dependencies are not touched by it.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "plkk",
  products: [
    .library(name: "Geo", targets: ["Geo"]),
    .library(name: "Facilities", targets: ["Facilities"]),
    .executable(name: "plkk", targets: ["plkk"]),
  ],
  dependencies: [
    // Command line: parsing, help and shell completion.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "Geo", path: "Geo", swiftSettings: strict),
    .target(name: "Seeds", path: "Seeds", exclude: ["SOURCES.md", "data"]),
    .target(name: "Formats", swiftSettings: strict),
    .target(name: "Positions", dependencies: ["Geo"], swiftSettings: strict),
    .target(
      name: "Facilities", dependencies: ["Geo", "Seeds"], swiftSettings: strict),
    .target(
      name: "Service", dependencies: ["Facilities", "Geo", "Positions"], swiftSettings: strict),
    .executableTarget(
      name: "plkk",
      dependencies: [
        "Facilities", "Formats", "Geo", "Positions", "Service",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["ServeCommand.swift"],
      swiftSettings: strict),
    .testTarget(name: "FormatsTests", dependencies: ["Formats"], swiftSettings: strict),
    .testTarget(name: "EndToEndTests", dependencies: ["plkk"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
