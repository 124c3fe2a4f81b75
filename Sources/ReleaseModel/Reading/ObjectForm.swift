/// The keys that one kind of object may have.
///
/// Each form names the JSON Schema that says the same to editors; a test compares the two, so that
/// they cannot drift.
package struct ObjectForm: Sendable {
  /// What a message calls such an object.
  package let name: String
  package let required: [String]
  package let optional: [String]
  /// Keys that were read once: files of earlier commits have them, so they are passed over with a warning.
  package let retired: [String]
  /// The file under `schedules/schema/`, and the pointer to the object's schema in it.
  package let schema: (file: String, pointer: [String])

  init(
    _ name: String, required: [String], optional: [String] = [], retired: [String] = [],
    schema: (file: String, pointer: [String])
  ) {
    self.name = name
    self.required = required
    self.optional = optional
    self.retired = retired
    self.schema = schema
  }

  package var keys: [String] { required + optional }
}

// The forms of the files that people edit. `$schema` and `why` go wherever a person may want them.

extension ObjectForm {
  package static let components = ObjectForm(
    "a components file", required: ["components"], optional: ["$schema", "why"],
    schema: ("components.json", []))
  package static let gitComponent = ObjectForm(
    "a git component", required: ["git", "branch"], optional: ["why", "records"],
    schema: ("components.json", ["$defs", "git-component"]))
  package static let indexComponent = ObjectForm(
    "an index component", required: ["index"], optional: ["why", "records"],
    schema: ("components.json", ["$defs", "index-component"]))
  package static let recordedPins = ObjectForm(
    "a record of pins", required: ["format", "names"], optional: ["path", "why"],
    schema: ("components.json", ["$defs", "record"]))

  package static let targets = ObjectForm(
    "a targets file", required: ["targets"], optional: ["$schema", "why"],
    schema: ("targets.json", []))
  package static let target = ObjectForm(
    "a target", required: ["enabled", "python", "platforms"],
    optional: ["why", "missing", "image"], retired: ["devices", "runs", "emulator"],
    schema: ("targets.json", ["$defs", "target"]))

  package static let schedule = ObjectForm(
    "a schedule", required: ["when", "rolls", "targets", "land", "pre-release"],
    optional: [
      "$schema", "why", "enabled", "missing", "together", "packages", "limits", "branch",
      "required", "patience",
    ], schema: ("schedule.json", []))
  package static let when = ObjectForm(
    "a time", required: ["cron", "timezone"], optional: ["why"],
    schema: ("schedule.json", ["$defs", "when"]))
  package static let roll = ObjectForm(
    "a roll", required: ["component", "source"], optional: ["why", "paths", "green"],
    schema: ("schedule.json", ["$defs", "roll"]))
  package static let greenMark = ObjectForm(
    "upstream's green mark", required: ["tags"], optional: ["why"],
    schema: ("schedule.json", ["$defs", "green"]))
  package static let landing = ObjectForm(
    "a landing", required: ["pull-request", "merge", "method"], optional: ["why"],
    schema: ("schedule.json", ["$defs", "land"]))
  package static let requiredCheck = ObjectForm(
    "a required check", required: ["check"], optional: ["app", "why"],
    schema: ("schedule.json", ["$defs", "required-check"]))
  package static let limits = ObjectForm(
    "limits", required: [],
    optional: ["validations", "attempts-per-pin-set", "open-for", "workers", "why"],
    schema: ("schedule.json", ["$defs", "limits"]))
  package static let indexSource = ObjectForm(
    "an index source", required: [], optional: ["pre-releases"],
    schema: ("schedule.json", ["$defs", "index-source"]))

  package static let packageRecipe = ObjectForm(
    "a package", required: ["name"],
    optional: ["$schema", "flavour", "flavours"] + packageFlavour.optional,
    schema: ("package.json", []))
  package static let packageFlavour = ObjectForm(
    "a flavour", required: [],
    optional: [
      "why", "library", "inputs", "needs", "build", "pack", "check", "plugins", "third-party",
      "devices", "targets",
    ], schema: ("package.json", ["$defs", "flavour"]))
  package static let packageInput = ObjectForm(
    "an input", required: ["component", "paths"], optional: ["why"],
    schema: ("package.json", ["$defs", "input"]))
  package static let recipeStep = ObjectForm(
    "a step", required: ["image", "script", "limits"], optional: ["interpreter", "why"],
    schema: ("package.json", ["$defs", "step"]))
  package static let stepLimits = ObjectForm(
    "a step's limits", required: ["memory-mib", "pids", "minutes", "disk-mib"],
    optional: ["cpus", "files", "output-mib", "tmp-mib", "why"],
    schema: ("package.json", ["$defs", "limits"]))
  package static let recipeDevice = ObjectForm(
    "a device", required: ["flags"], optional: ["runs-on", "why"],
    schema: ("package.json", ["$defs", "device"]))
  package static let recipeTarget = ObjectForm(
    "a target of a package", required: [],
    optional: ["checks", "optional", "host-target", "build-only", "why"],
    schema: ("package.json", ["$defs", "target"]))
  package static let packageChecks = ObjectForm(
    "checks of the package", required: ["package"], optional: ["why"],
    schema: ("package.json", ["$defs", "package-checks"]))
  package static let programChecks = ObjectForm(
    "checks of programs", required: ["via", "programs", "devices"], optional: ["why"],
    schema: ("package.json", ["$defs", "program-checks"]))

  package static let versionInfo = ObjectForm(
    "a version file", required: ["package-version", "package-suffix", "pins"],
    optional: ["$schema"], schema: ("version_info.json", []))
  package static let gitPin = ObjectForm(
    "a git pin", required: ["revision"], optional: ["label", "date", "hold", "denied"],
    schema: ("version_info.json", ["$defs", "git-pin"]))
  package static let wheelPin = ObjectForm(
    "a wheel pin", required: ["version", "files"], optional: ["hold", "denied"],
    schema: ("version_info.json", ["$defs", "wheel-pin"]))

  package static let all: [ObjectForm] = [
    .components, .gitComponent, .indexComponent, .recordedPins, .targets, .target,
    .schedule, .when, .roll, .greenMark, .landing, .requiredCheck, .limits, .indexSource,
    .packageRecipe,
    .packageFlavour, .packageInput, .recipeStep,
    .stepLimits, .recipeDevice, .recipeTarget, .packageChecks, .programChecks, .versionInfo,
    .gitPin, .wheelPin,
  ]
}
