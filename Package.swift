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
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
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

let configuration = Target.Dependency.product(
  name: "Configuration", package: "swift-configuration")
let web: [Target.Dependency] = [
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
  .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
  .product(name: "HummingbirdHTTP2", package: "hummingbird"),
]

let package = Package(
  name: "plkk",
  products: [
    .library(name: "Geo", targets: ["Geo"]),
    .library(name: "Facilities", targets: ["Facilities"]),
    .library(name: "Positions", targets: ["Positions"]),
    .library(name: "Referrals", targets: ["Referrals"]),
    .library(name: "Storage", targets: ["Storage"]),
    .library(name: "Audit", targets: ["Audit"]),
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
    // SQLite with migrations, transactions and safe concurrency.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // AES-GCM, HMAC and SHA-256 for what must stay private or untampered.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Orderly start and stop, signals.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    // Options over environment over file, each with its place of origin.
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    // HTTP/1.1 and HTTP/2: bodies as streams, on the event loops that are there.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    // The types that it speaks, and their place in the pipeline.
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
  ],
  targets: [
    // Positions, geodesic, grid index, polygons; imports the C maths only.
    .target(name: "Geo", path: "Geo", swiftSettings: strict),
    // The embedded tables, their sources and trust.
    .target(name: "Seeds", path: "Seeds", exclude: ["SOURCES.md", "data"]),
    // JSON, CSV, numbers, calendar, languages: the only copies.
    .target(name: "Formats", swiftSettings: strict),
    // Reading and writing coordinates in all their notations.
    .target(name: "Positions", dependencies: ["Geo"], swiftSettings: strict),
    // Facility, directory, filters, place names, seed verification.
    .target(
      name: "Facilities", dependencies: ["Formats", "Geo", "Seeds"], swiftSettings: strict),
    // The use cases, typed: one for all doors, and what they need of a store; no sentence.
    .target(
      name: "Application",
      dependencies: ["Audit", "Facilities", "Formats", "Geo", "Lists", "Positions", "Referrals"],
      swiftSettings: strict),
    // Sentences for people by typed code, Indonesian and English side by side.
    .target(
      name: "Wording",
      dependencies: [
        "Application", "Audit", "Facilities", "Formats", "Geo", "Lists", "Positions", "Referrals",
      ],
      swiftSettings: strict),
    // The records that cross a wire, one form for every door.
    .target(
      name: "Schema",
      dependencies: ["Application", "Facilities", "Formats", "Geo", "Positions", "Referrals"],
      swiftSettings: strict),
    // Referral states, clocks and rules: pure.
    .target(name: "Referrals", dependencies: ["Formats"], swiftSettings: strict),
    // History of official lists, corrections, agreements, calls: pure.
    .target(
      name: "Lists", dependencies: ["Facilities", "Formats", "Geo"], swiftSettings: strict),
    // libzip.
    .systemLibrary(
      name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    // zlib.
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // expat.
    .systemLibrary(
      name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    // Official lists in.
    .target(
      name: "Importing",
      dependencies: ["CExpat", "CZip", "Facilities", "Formats", "Geo", "Lists", "Positions"],
      swiftSettings: strict),
    // What every store needs: keys, sealing, canonical bytes, links of the logs, changes made ready.
    .target(
      name: "Sealing", dependencies: ["Application", "Referrals", crypto], swiftSettings: strict),
    // Settings of SQLite that only C can make.
    .target(name: "CSQLiteGuard", linkerSettings: [.linkedLibrary("sqlite3")]),
    // Referrals and lists in SQLite, through GRDB.
    .target(
      name: "Storage",
      dependencies: [
        "Application", "CSQLiteGuard", "Facilities", "Geo", "Lists", "Referrals", "Sealing", crypto,
        grdb, sqlite,
      ],
      swiftSettings: strict),
    // libpq.
    .systemLibrary(
      name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    // Referrals in PostgreSQL, through libpq.
    .target(
      name: "PostgresStorage",
      dependencies: ["Application", "CPostgres", "Referrals", "Sealing"],
      swiftSettings: strict),
    // Indicators, without a word of text.
    .target(
      name: "Audit", dependencies: ["Facilities", "Formats", "Geo", "Referrals"],
      swiftSettings: strict),
    // Report pages, pictures, tables, sheets, letters, files for maps and spreadsheets.
    .target(
      name: "Exporting",
      dependencies: [
        "Application", "Audit", "Facilities", "Formats", "Geo", "Lists", "Referrals", "Schema",
        "Wording",
      ],
      swiftSettings: strict),
    // The files of the page for phones, built and written.
    .target(name: "WebPageFiles"),
    // The page for phones: what of it hangs on the list.
    .target(
      name: "WebPage",
      dependencies: [
        "Application", "CZlib", "Facilities", "Formats", "Geo", "Referrals", "WebPageFiles",
        "Wording", crypto,
      ],
      swiftSettings: strict),
    // Grammar of the line protocol in, replies out.
    .target(name: "LineProtocol", dependencies: ["Formats"], swiftSettings: strict),
    // What every door to a network needs: peers, figures, certificate files, editions of the list.
    .target(name: "Serving", dependencies: network, swiftSettings: strict),
    // The line protocol on SwiftNIO.
    .target(
      name: "Server",
      dependencies: [
        "Application", "Exporting", "Facilities", "Formats", "Geo", "LineProtocol", "Positions",
        "Referrals", "Schema", "Serving", "Storage", "Wording", logging,
      ] + lifecycle + network,
      swiftSettings: strict),
    // HTTP, FHIR and maps.
    .target(
      name: "HTTPServer",
      dependencies: [
        "Application", "Audit", "Exporting", "Facilities", "Formats", "Geo", "Positions",
        "Referrals", "Schema", "Serving", "WebPage", "Wording", logging,
      ] + lifecycle + network + web,
      swiftSettings: strict),
    // The command line as a library: one file a command.
    .target(
      name: "Commands",
      dependencies: [
        "Application", "Audit", "Exporting", "Facilities", "Formats", "Geo",
        "HTTPServer", "Importing", "LineProtocol", "Lists", "Positions", "PostgresStorage",
        "Referrals", "Schema", "Sealing", "Server", "Serving", "Storage", "WebPage", "Wording",
        argumentParser, configuration, logging,
      ] + lifecycle + network,
      swiftSettings: strict),
    // The program: starts the command line.
    .executableTarget(name: "plkk", dependencies: ["Commands"], swiftSettings: strict),

    // Torments and measures the store of referrals (Scripts/torture, Scripts/bench referrals). Here, so
    // that it is compiled with the tests and cannot fall behind the store.
    .executableTarget(
      name: "referral-drill",
      dependencies: ["Application", "PostgresStorage", "Referrals", "Sealing", "Storage", sqlite],
      path: "Scripts/bench.d/referrals/Program", swiftSettings: strict),

    // What several tests need: seeded random numbers.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "GeoTests", dependencies: ["Geo", "TestSupport"], exclude: ["Vectors"],
      swiftSettings: strict),
    .testTarget(
      name: "FormatsTests", dependencies: ["Formats", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PositionsTests", dependencies: ["Geo", "Positions", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FacilitiesTests", dependencies: ["Facilities", "Geo"], swiftSettings: strict),
    .testTarget(
      name: "ApplicationTests",
      dependencies: [
        "Application", "Audit", "Facilities", "Geo", "Lists", "Positions", "Referrals", "Schema",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WordingTests",
      dependencies: [
        "Application", "Facilities", "Formats", "Geo", "LineProtocol", "Positions", "Wording",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReferralsTests", dependencies: ["Referrals", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ImportingTests",
      dependencies: [
        "Exporting", "Facilities", "Formats", "Geo", "Importing", "Lists", "TestSupport",
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "SealingTests", dependencies: ["Application", "Referrals", "Sealing"],
      swiftSettings: strict),
    // What every store of referrals promises, as named tests that each of them has to pass.
    .target(
      name: "StoreConformance", dependencies: ["Application", "Referrals", "Sealing"],
      path: "Tests/StoreConformance", swiftSettings: strict),
    // A disk under SQLite that fails and forgets, for the tests of the store.
    .target(
      name: "FaultDisk", path: "Tests/FaultDisk", linkerSettings: [.linkedLibrary("sqlite3")]),
    .testTarget(
      name: "StorageTests",
      dependencies: [
        "Application", "FaultDisk", "Facilities", "Geo", "Lists", "Referrals", "Sealing", "Storage",
        "StoreConformance", "TestSupport", grdb,
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "PostgresStorageTests",
      dependencies: [
        "Application", "PostgresStorage", "Referrals", "Sealing", "StoreConformance", "TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "ExportingTests", dependencies: ["Audit", "Exporting", "Facilities", "Formats", "Geo"],
      swiftSettings: strict),
    .testTarget(
      name: "AuditTests", dependencies: ["Audit", "Facilities", "Formats", "Geo", "TestSupport"],
      exclude: ["Vectors"],
      swiftSettings: strict),
    .testTarget(
      name: "WebPageTests",
      dependencies: [
        "Application", "Facilities", "Formats", "Geo", "Positions", "Referrals", "TestSupport",
        "WebPage", "Wording",
      ],
      exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(
      name: "LineProtocolTests", dependencies: ["Formats", "LineProtocol", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Application", "Exporting", "Facilities", "Formats", "Geo", "LineProtocol", "Positions",
        "Referrals", "Schema", "Server", "Serving", "Storage", "TestSupport", logging,
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ] + lifecycle + network,
      swiftSettings: strict),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "Application", "Commands", "Referrals", "Server", "Serving", "Wording", argumentParser,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "HTTPServerTests",
      dependencies: [
        "Application", "Facilities", "Formats", "Geo", "HTTPServer", "Positions", "Schema",
        "Serving", "TestSupport", logging,
      ] + lifecycle + network + web,
      swiftSettings: strict),
    // The examples of the doc comments, compiled and run.
    .testTarget(
      name: "ExamplesTests",
      dependencies: [
        "Application", "Audit", "Exporting", "Facilities", "Formats", "Geo", "HTTPServer",
        "Importing", "LineProtocol", "Lists", "Positions", "PostgresStorage", "Referrals", "Schema",
        "Server", "Serving", "Storage", "Wording", logging,
      ] + network,
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "plkk", "referral-drill", "Application", "Exporting", "Formats", "LineProtocol",
        "Referrals", "Schema", "Server", "Storage", "TestSupport", grdb,
      ],
      exclude: ["Clients", "Web"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
