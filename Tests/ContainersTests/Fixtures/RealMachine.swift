import Foundation
import Processes

@testable import Containers

/// This machine, with the variables that tests need and a secret that nobody may see.
func realMachine(freeBytes: (@Sendable (URL) -> Int64?)? = nil) -> Machine {
  let inherited = ProcessInfo.processInfo.environment
  var environment = inherited.filter {
    ["PATH", "HOME", "XDG_RUNTIME_DIR", "TMPDIR"].contains($0.key)
  }
  environment["ROLLER_TOKEN"] = "canary-secret"
  return Machine(
    runner: SubprocessRunner(), environment: environment,
    process: ProcessInfo.processInfo.processIdentifier, user: getuid(), group: getgid(),
    freeBytes: freeBytes ?? freeBytesOfDisk)
}
