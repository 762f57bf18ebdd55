// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the product does not build what only measures it.
let package = Package(
  name: "bare-web",
  dependencies: [
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: [])
  ],
  targets: [
    .executableTarget(
      name: "bare-web",
      dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
      swiftSettings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")])
  ],
  swiftLanguageModes: [.v6]
)
