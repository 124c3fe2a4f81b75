/// The keys of the files that people edit; each is spelled here and nowhere else.
enum Key: String {
  case schema = "$schema"
  case why, enabled, missing
  case components, git, branch, index, records, format, path, names
  case targets, python, pythons, platforms, image, devices, runs, emulator
  case when, rolls, together, packages, land, limits, required, patience, cron, timezone
  case component, source, paths, green, tags, merge, method, check, app, validations, workers
  case preRelease = "pre-release"
  case pinnedBy = "pinned-by"
  case recordedIn = "recorded-in"
  case preReleases = "pre-releases"
  case pullRequest = "pull-request"
  case attempts = "attempts-per-pin-set"
  case openFor = "open-for"
  case name, flavour, flavours, library, inputs, needs, build, pack, plugins, script, interpreter
  case optionalNeeds = "optional-needs"
  case thirdParty = "third-party"
  case memory = "memory-mib"
  case processes = "pids"
  case minutes, cpus, files
  case disk = "disk-mib"
  case output = "output-mib"
  case temporary = "tmp-mib"
  case flags, checks, also, optional, package, via, programs
  case runsOn = "runs-on"
  case hostTarget = "host-target"
  case buildOnly = "build-only"
  case packageVersion = "package-version"
  case packageSuffix = "package-suffix"
  case pins, revision, label, date, hold, denied, version
}
