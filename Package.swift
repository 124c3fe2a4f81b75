// swift-tools-version: 6.2
import PackageDescription

// The house. Each room says its floor, what it is, and which rooms it imports: this is the only place that says it.
// `scripts/imports` holds the code to it, and makes the table of docs/architecture.md from it. SwiftPM does not enforce
// imports by itself; `scripts/check` builds with `--explicit-target-dependency-import-check error`, which does.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

/// A system library, on floor 0: a module map, and shims for variadics and macros. One room imports it.
func library(_ name: String, _ pkgConfig: String, package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A room. `imports` stand on lower floors; those `beside` it on its own.
func room(
  _ name: String, floor: Int, _ what: String, imports: [Target.Dependency] = [],
  beside: [Target.Dependency] = []
) -> Target {
  .target(name: name, dependencies: imports + beside, swiftSettings: settings)
}

/// A program, on the highest floor.
func program(
  _ name: String, floor: Int, _ what: String, imports: [Target.Dependency],
  resources: [Resource]? = nil
) -> Target {
  .executableTarget(
    name: name, dependencies: imports, resources: resources, swiftSettings: settings)
}

/// Tests of the room of that name, or of several together.
func tests(
  _ name: String, _ imports: [Target.Dependency], resources: [Resource]? = nil,
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: imports, exclude: exclude, resources: resources,
    swiftSettings: settings)
}

/// What several test targets need.
func kit(_ name: String, _ imports: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: imports, path: "Tests/\(name)", swiftSettings: settings)
}

let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let flyingFox: Target.Dependency = .product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks: Target.Dependency = .product(name: "FlyingSocks", package: "FlyingFox")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let libraries: [Target] = [
  library("CGit2", "libgit2", package: "libgit2-dev"),
  library("CCurl", "libcurl", package: "libcurl4-openssl-dev"),
  library("CJansson", "jansson", package: "libjansson-dev"),
  library("CCrypto", "libcrypto", package: "libssl-dev"),
]

let rooms: [Target] = [
  room(
    "Errors", floor: 1,
    "why something outside did not do what was asked: its kind, in words, with a remedy"),
  room("SafeText", floor: 1, "text of strangers, made harmless for each place where it is shown"),
  room("BlockingPool", floor: 1, "threads for calls that block"),
  room(
    "Processes", floor: 1,
    "a program run, a file locked, a file replaced whole: each once, behind `ProcessRunner`",
    imports: [subprocess, systemPackage], beside: ["SafeText", "Errors"]),
  room("Digest", floor: 1, "SHA-256, by libcrypto", imports: ["CCrypto"]),
  room(
    "JSON", floor: 1, "parse (jansson) and print; order kept, errors with line and column",
    imports: ["CJansson"]),
  room(
    "HTTP", floor: 1, "libcurl: one request in, one response out, within limits",
    imports: ["CCurl"], beside: ["JSON", "BlockingPool", "Processes", "SafeText", "Errors"]),
  room(
    "Git", floor: 1, "libgit2, owned; fetch and push by our own client of the smart protocol",
    imports: ["CGit2"], beside: ["HTTP", "BlockingPool", "Processes", "SafeText", "Errors"]),
  room(
    "GreenSet", floor: 1, "the search for the newest green set; pure, imports not even Foundation"),

  room(
    "ReleaseModel", floor: 2, "the nouns, and the file formats, read strictly",
    imports: ["JSON", "Digest"]),

  room(
    "VersionDiffs", floor: 3, "what moved between two pin sets, and its one rendering",
    imports: ["ReleaseModel", "SafeText", "JSON"]),
  room(
    "ChangeChecks", floor: 3, "the one checker behind hooks, required check and bot",
    imports: ["ReleaseModel", "JSON"]),
  room(
    "Pinning", floor: 3, "what a person may ask a pin to be, and the edit that it makes",
    imports: ["ReleaseModel", "SafeText"]),
  room(
    "RollPlanning", floor: 3, "what to do next; the texts that people read",
    imports: ["ReleaseModel", "GreenSet", "SafeText", "JSON", "Digest"], beside: ["VersionDiffs"]),

  room(
    "Rolling", floor: 4,
    "the night's loop and its ports: `Upstream`, `Workshop`, `Forge`, `Repository`",
    imports: [
      "Errors",
      "RollPlanning", "VersionDiffs", "ChangeChecks", "ReleaseModel", "GreenSet", "SafeText",
      "Digest",
    ]),

  room(
    "Mirrors", floor: 5,
    "what upstream repositories have: branches, tags, records, differences, out of mirrors on this machine",
    imports: [
      "Rolling", "VersionDiffs", "ChangeChecks", "Pinning", "ReleaseModel", "Git", "HTTP", "JSON",
      "Digest",
      "BlockingPool", "Processes", "Errors",
    ]),
  room(
    "PackageIndex", floor: 5,
    "what the Python index that pip is configured with has; wheels by hash",
    imports: [
      "Rolling", "VersionDiffs", "ReleaseModel", "HTTP", "JSON", "Digest", "BlockingPool",
      "Processes", "Errors",
    ]),
  room(
    "ArtifactStore", floor: 5, "what was built, by key: here, and where several machines share it",
    imports: [
      "ReleaseModel", "SafeText", "JSON", "Digest", "BlockingPool", "Processes", "Errors",
    ]),
  room(
    "Containers", floor: 5, "builds packages and validates pin sets in podman",
    imports: [
      "Rolling", "ReleaseModel", "SafeText", "JSON", "Digest", "BlockingPool", "Processes",
      "Errors",
    ], beside: ["ArtifactStore"]),
  room(
    "ReleaseRepository", floor: 5,
    "our own repository, by git alone: commits, tags, evidence, culprits, the history of the pins and the release log",
    imports: [
      "Rolling", "RollPlanning", "ReleaseModel", "Git", "HTTP", "JSON", "Digest", "Errors",
    ]),
  room(
    "GitHub", floor: 5, "the forge port over REST",
    imports: [
      "Errors",
      "Rolling", "RollPlanning", "ReleaseModel", "HTTP", "SafeText", "JSON", "Digest",
    ], beside: ["ReleaseRepository"]),
  room(
    "Workspaces", floor: 5, "the components side by side at their pins",
    imports: ["ReleaseModel", "JSON", "Processes", "Errors"]),
  room(
    "LocalForge", floor: 5, "GitHub's REST and git over HTTP, served from a bare repository",
    imports: [
      "Git", "JSON", "Digest", "BlockingPool", "Processes", "Errors", flyingFox, flyingSocks,
    ]),

  room(
    "CommandLineTool", floor: 6,
    "where a process begins and ends: its surroundings, arguments, exit code and failures in words",
    imports: [
      "Mirrors", "ReleaseRepository", "LocalForge", "Rolling", "ReleaseModel", "Git", "SafeText",
      "JSON", "Errors", argumentParser,
    ]),

  room(
    "Desk", floor: 6,
    "what a person at a desk does with a clone: pin, check, hook, bisect, set up, workspace",
    imports: [
      "Mirrors", "ReleaseRepository", "LocalForge", "Workspaces", "Rolling", "RollPlanning",
      "VersionDiffs", "ChangeChecks", "Pinning", "ReleaseModel", "Git", "SafeText", "Digest",
      "Processes", "Errors",
    ], beside: ["CommandLineTool"]),
  room(
    "Terminal", floor: 6,
    "what people see in a terminal, and its JSON: values in, text out; width and colours are given",
    imports: [
      "Containers", "LocalForge", "ReleaseRepository", "Workspaces", "Rolling", "RollPlanning",
      "VersionDiffs", "ChangeChecks", "Pinning", "ReleaseModel", "SafeText", "JSON", "Digest",
    ], beside: ["Desk"]),

  program(
    "roller", floor: 7, "the command and the bot; `Wiring` is the only place where live parts meet",
    imports: [
      "CommandLineTool", "Desk", "Terminal", "Mirrors", "PackageIndex", "Containers",
      "ReleaseRepository",
      "GitHub",
      "LocalForge",
      "Workspaces", "Rolling", "RollPlanning", "VersionDiffs", "ChangeChecks", "Pinning",
      "ReleaseModel", "Git", "HTTP", "SafeText", "JSON", "Digest", "BlockingPool",
      "Processes", "Errors", argumentParser,
    ],
    // Links to schedules/schema: `roller schema` prints them wherever it was installed.
    resources: [.embedInCode("Schemas")]),
  program(
    "roller-lab", floor: 7, "for developers: the search on made-up worlds, and what roller costs",
    imports: [
      "CommandLineTool", "Mirrors", "LocalForge", "Rolling", "RollPlanning", "ReleaseModel",
      "GreenSet", "Git", "HTTP", "JSON", "Digest", "Processes", "Errors",
      argumentParser,
    ]),
]

let testRooms: [Target] = [
  // Servers, folders, git, seeded chance, the way to this repository's files.
  kit("TestKit", ["HTTP", flyingFox, flyingSocks, subprocess, systemPackage]),

  tests("ErrorsTests", ["Errors"]),
  tests("DigestTests", ["Digest"]),
  tests("JSONTests", ["JSON"]),
  tests("ProcessesTests", ["TestKit", "Processes", "Errors"]),
  tests("HTTPTests", ["Errors", "TestKit", "HTTP", "JSON", "BlockingPool"]),
  tests("GitTests", ["TestKit", "Git", "HTTP", "BlockingPool", flyingFox]),
  tests("GreenSetTests", ["TestKit", "GreenSet"], exclude: ["Fixtures", "Referee"]),
  tests(
    "ReleaseModelTests", ["TestKit", "ReleaseModel", "JSON", "Digest"],
    resources: [.copy("Fixtures")]),
  tests("SafeTextTests", ["SafeText"]),
  tests("VersionDiffsTests", ["VersionDiffs", "ReleaseModel", "SafeText", "JSON"]),
  tests("ChangeChecksTests", ["TestKit", "ChangeChecks", "ReleaseModel", "Digest"]),
  tests("PinningTests", ["TestKit", "Pinning", "ReleaseModel", "JSON", "Digest"]),
  tests("WorkspacesTests", ["Errors", "TestKit", "Workspaces", "ReleaseModel"]),
  tests("RollPlanningTests", ["RollPlanning", "ReleaseModel", "GreenSet", "JSON", "Digest"]),
  kit(
    "RollingFakes", ["Errors", "Rolling", "RollPlanning", "VersionDiffs", "ReleaseModel", "Digest"]),
  tests(
    "RollingTests",
    [
      "Errors", "TestKit", "RollingFakes", "Rolling", "RollPlanning", "ReleaseModel", "JSON",
      "Digest",
    ]),
  tests(
    "MirrorsTests",
    [
      "Errors",
      "TestKit", "Mirrors", "Rolling", "VersionDiffs", "ReleaseModel", "Git", "HTTP", "Digest",
      flyingFox,
    ]),
  tests(
    "PackageIndexTests",
    [
      "Errors",
      "PackageIndex", "Rolling", "VersionDiffs", "ReleaseModel", "HTTP", "JSON", "Digest",
      "BlockingPool", flyingFox, flyingSocks,
    ]),
  tests(
    "ArtifactStoreTests", ["TestKit", "ArtifactStore", "Processes", "ReleaseModel", "Digest"]),
  tests(
    "ContainersTests",
    [
      "TestKit", "Containers", "ArtifactStore", "Processes", "Rolling", "ReleaseModel", "JSON",
      "Digest", "Errors",
    ]),
  tests(
    "ReleaseRepositoryTests",
    [
      "Errors",
      "TestKit", "ReleaseRepository", "LocalForge", "Rolling", "RollPlanning", "ReleaseModel",
      "Git", "HTTP", "JSON", "Digest",
    ]),
  tests(
    "GitHubTests",
    [
      "Errors",
      "TestKit", "GitHub", "ReleaseRepository", "LocalForge", "Rolling", "RollPlanning",
      "ReleaseModel", "Git", "HTTP", "JSON", "Digest", "BlockingPool",
    ]),
  tests(
    "LocalForgeTests",
    [
      "Errors",
      "TestKit", "LocalForge", "Git", "HTTP", "JSON", "Digest", "BlockingPool", subprocess,
      systemPackage,
    ],
    exclude: ["Clients", "Fixtures"]),
  kit(
    "Lives",
    ["Errors", "TestKit", "RollingFakes", "Rolling", "RollPlanning", "ReleaseModel", "Digest"]),
  .executableTarget(
    name: "life", dependencies: ["Lives"], path: "Tests/life", swiftSettings: settings),
  tests("LifeTests", ["Lives"]),
  tests(
    "ForgeNightTests",
    [
      "Errors",
      "TestKit", "RollingFakes", "GitHub", "ReleaseRepository", "LocalForge", "Rolling",
      "RollPlanning", "ReleaseModel", "HTTP", "JSON", "Digest", "BlockingPool",
    ]),
  tests(
    "DeskTests",
    [
      "TestKit", "Desk", "CommandLineTool", "Mirrors", "ReleaseRepository", "Workspaces", "Rolling",
      "VersionDiffs", "ChangeChecks", "Pinning", "ReleaseModel", "Git", "Digest", "Processes",
    ]),
  tests(
    "TerminalTests",
    [
      "TestKit", "Terminal", "Desk", "Containers", "ReleaseRepository", "Workspaces", "Rolling",
      "RollPlanning", "VersionDiffs", "ChangeChecks", "Pinning", "ReleaseModel", "Git", "SafeText",
      "Digest",
    ], exclude: ["Snapshots"]),
  kit("RollerWorlds", ["TestKit"]),
  tests("rollerTests", ["TestKit", "RollerWorlds", "JSON"]),
  tests("NightTests", ["TestKit", "RollerWorlds", "JSON"]),
]

let package = Package(
  name: "openxla-compiler-release",
  products: [
    .executable(name: "roller", targets: ["roller"]),
    .executable(name: "roller-lab", targets: ["roller-lab"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: libraries + rooms + testRooms
)
