// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the product does not build what only torments and measures it.
let package = Package(
  name: "referral-drill",
  dependencies: [
    .package(name: "plkk", path: "../../.."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "referral-drill",
      dependencies: [
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Referrals", package: "plkk"),
        .product(name: "Storage", package: "plkk"),
      ],
      path: "Program",
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
