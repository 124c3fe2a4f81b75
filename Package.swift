// swift-tools-version: 6.2
import PackageDescription

// The house of docs/architecture.md: imports go down only. SwiftPM does not enforce that by
// itself; `.ci/run` builds with `--explicit-target-dependency-import-check error`, which does.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil,
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: ["TestKit"] + dependencies, exclude: exclude, resources: resources,
    swiftSettings: settings)
}

let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let flyingFox: Target.Dependency = .product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks: Target.Dependency = .product(name: "FlyingSocks", package: "FlyingFox")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "openxla-compiler-release",
  products: [.executable(name: "roller", targets: ["roller"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // Floor 0: the C libraries.
    .systemLibrary(
      name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Floor 1: one C library each, owned; and the pure search.
    room("Errors"),
    room("BlockingPool"),
    room("Digest", ["CCrypto"]),
    room("JSON", ["CJansson"]),
    room("HTTP", ["CCurl", "JSON", "BlockingPool", "SafeText", "Errors"]),
    room("Git", ["CGit2", "HTTP", "BlockingPool", "SafeText", "Errors"]),
    room("GreenSet"),
    room("SafeText"),

    // Floor 2: the nouns and the file formats.
    room("ReleaseModel", ["JSON", "Digest"]),

    // Floor 3: what to do next, and the texts that people read.
    room("VersionDiffs", ["ReleaseModel", "SafeText", "JSON"]),
    room("ChangeChecks", ["ReleaseModel", "JSON"]),
    room("Pinning", ["ReleaseModel", "SafeText"]),
    room(
      "RollPlanning", ["VersionDiffs", "ReleaseModel", "GreenSet", "SafeText", "JSON", "Digest"]),

    // Floor 4: the night's loop and its ports.
    room(
      "Rolling",
      [
        "RollPlanning", "VersionDiffs", "ChangeChecks", "ReleaseModel", "GreenSet", "SafeText",
        "Digest",
      ]),

    // Floor 5: the live parts behind the ports.
    room(
      "Upstreams",
      [
        "Rolling", "VersionDiffs", "Pinning", "ReleaseModel", "Git", "HTTP", "JSON", "Digest",
        "BlockingPool", "Errors", subprocess, systemPackage,
      ]),
    room(
      "Containers",
      [
        "Rolling", "ReleaseModel", "SafeText", "JSON", "Digest", "BlockingPool", "Errors",
        subprocess, systemPackage,
      ]),
    room(
      "ReleaseRepository",
      [
        "Rolling", "RollPlanning", "ReleaseModel", "Git", "HTTP", "JSON", "Digest", "Errors",
      ]),
    room(
      "GitHub",
      [
        "ReleaseRepository", "Rolling", "RollPlanning", "ReleaseModel", "HTTP", "SafeText", "JSON",
        "Digest",
      ]),
    room(
      "Workspaces",
      [
        "ReleaseModel", "JSON", "Errors", subprocess, systemPackage,
      ]),
    room(
      "LocalForge",
      [
        "Git", "JSON", "Digest", "BlockingPool", "Errors", flyingFox, flyingSocks, subprocess,
        systemPackage,
      ]),

    // Floor 6: the one binary.
    .executableTarget(
      name: "roller",
      dependencies: [
        "Upstreams", "Containers", "ReleaseRepository", "GitHub", "LocalForge", "Workspaces",
        "Rolling", "RollPlanning", "VersionDiffs", "ChangeChecks", "Pinning", "ReleaseModel",
        "GreenSet", "Git", "HTTP", "SafeText", "JSON", "Digest", "BlockingPool", "Errors",
        argumentParser, subprocess, systemPackage,
      ],
      // Links to schedules/schema: `roller schema` prints them wherever it was installed.
      resources: [.embedInCode("Schemas")],
      swiftSettings: settings),

    // What many tests need: servers, folders, git, seeded chance, the way to this repository's files.
    .target(
      name: "TestKit", dependencies: ["HTTP", flyingFox, flyingSocks, subprocess, systemPackage],
      path: "Tests/TestKit", swiftSettings: settings),

    // One test folder per target.
    tests("ErrorsTests", ["Errors"]),
    tests("DigestTests", ["Digest"]),
    tests("JSONTests", ["JSON"]),
    tests("HTTPTests", ["HTTP", "JSON", "BlockingPool"]),
    tests(
      "GitTests",
      ["Git", "HTTP", "BlockingPool", flyingFox]),
    tests("GreenSetTests", ["GreenSet"], exclude: ["Fixtures", "Referee"]),
    tests(
      "ReleaseModelTests", ["ReleaseModel", "JSON", "Digest"], resources: [.copy("Fixtures")]),
    tests("SafeTextTests", ["SafeText"]),
    tests("VersionDiffsTests", ["VersionDiffs", "ReleaseModel", "JSON"]),
    tests("ChangeChecksTests", ["ChangeChecks", "ReleaseModel", "Digest"]),
    tests("PinningTests", ["Pinning", "ReleaseModel", "JSON", "Digest"]),
    tests(
      "WorkspacesTests",
      ["Workspaces", "ReleaseModel"]),
    tests("RollPlanningTests", ["RollPlanning", "ReleaseModel", "GreenSet", "Digest"]),
    .target(
      name: "RollingFakes",
      dependencies: [
        "Rolling", "RollPlanning", "VersionDiffs", "ReleaseModel", "Digest",
      ],
      path: "Tests/RollingFakes", swiftSettings: settings),
    tests(
      "RollingTests",
      ["RollingFakes", "Rolling", "RollPlanning", "ReleaseModel", "JSON", "Digest"]),
    tests(
      "UpstreamsTests",
      [
        "Upstreams", "VersionDiffs", "ReleaseModel", "Git", "HTTP", "JSON", "Digest",
        "BlockingPool",
        flyingFox, flyingSocks,
      ]),
    tests(
      "ContainersTests",
      ["Containers", "Rolling", "ReleaseModel", "JSON", "Digest"]),
    tests(
      "ReleaseRepositoryTests",
      [
        "ReleaseRepository", "LocalForge", "Rolling", "RollPlanning", "ReleaseModel", "Git", "HTTP",
        "JSON", "Digest",
      ]),
    tests(
      "GitHubTests",
      [
        "GitHub", "ReleaseRepository", "LocalForge", "Rolling", "RollPlanning", "ReleaseModel",
        "Git", "HTTP", "JSON",
        "Digest", "BlockingPool",
      ]),
    tests(
      "LocalForgeTests",
      ["LocalForge", "Git", "HTTP", "JSON", "Digest", "BlockingPool", subprocess, systemPackage],
      exclude: ["Clients", "Fixtures"]),
    .target(
      name: "Lives",
      dependencies: [
        "RollingFakes", "TestKit", "Rolling", "RollPlanning", "ReleaseModel", "Digest",
      ], path: "Tests/Lives", swiftSettings: settings),
    .executableTarget(
      name: "life", dependencies: ["Lives"], path: "Tests/life", swiftSettings: settings),
    tests("LifeTests", ["Lives"]),
    tests(
      "ForgeNightTests",
      [
        "RollingFakes", "GitHub", "ReleaseRepository", "LocalForge", "Rolling", "RollPlanning",
        "ReleaseModel", "HTTP", "JSON", "Digest", "BlockingPool",
      ]),
    .target(
      name: "RollerWorlds", dependencies: ["TestKit", "JSON"], path: "Tests/RollerWorlds",
      swiftSettings: settings),
    tests("rollerTests", ["RollerWorlds", "JSON"]),
    tests("NightTests", ["RollerWorlds", "JSON"]),
  ]
)
