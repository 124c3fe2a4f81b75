import Errors
import Foundation
import JSON
import SafeText

extension ContainerEngine {
  /// Every part of the engine and of the machine under it, with a remedy where something is wrong.
  package static func diagnose(on machine: Machine, folder: URL) async -> [Diagnosis] {
    let engine: ContainerEngine
    do {
      engine = try await find(on: machine, writingTo: folder)
    } catch {
      return [Diagnosis("container engine", .bad, found: error.found, remedy: error.hint)]
    }
    let found = Diagnosis(
      "container engine", .good, found: "podman \(engine.version) at \(engine.program)")
    do {
      let text = try await engine.ask(["info", "--format", "json"])
      let facts = try JSONValue(parsing: text)
      return [found] + engine.judge(facts)
    } catch let error as Failure {
      return [found, Diagnosis("engine answers", .bad, found: error.found, remedy: installLine)]
    } catch {
      return [
        found,
        Diagnosis("engine answers", .bad, found: "`podman info` is not JSON", remedy: installLine),
      ]
    }
  }

  private func judge(_ facts: JSONValue) -> [Diagnosis] {
    [runtime(facts), initialiser(), cgroups(facts), seccomp(facts), storage(facts), cache()]
  }

  private func runtime(_ facts: JSONValue) -> Diagnosis {
    let runtime = facts["host"]?["ociRuntime"]
    guard let name = runtime?["name"]?.string, let path = runtime?["path"]?.string else {
      return Diagnosis("container runtime", .bad, found: "none", remedy: installLine)
    }
    return Diagnosis("container runtime", .good, found: visibleText("\(name) at \(path)"))
  }

  private func initialiser() -> Diagnosis {
    guard let path = machine.searchPath.program("catatonit") else {
      return Diagnosis(
        "process 1 of containers", .bad, found: "no catatonit", remedy: installLine)
    }
    return Diagnosis("process 1 of containers", .good, found: path)
  }

  private func cgroups(_ facts: JSONValue) -> Diagnosis {
    let version = facts["host"]?["cgroupVersion"]?.string ?? "unknown"
    let controllers = Set(facts["host"]?["cgroupControllers"]?.array?.compactMap(\.string) ?? [])
    let missing = ["cpu", "memory", "pids"].filter { !controllers.contains($0) }
    guard missing.isEmpty else {
      return Diagnosis(
        "limits of containers", .bad,
        found: "cgroups \(version) without \(missing.joined(separator: ", "))",
        remedy: "run as root, or delegate these controllers to your user "
          + "(https://rootlesscontaine.rs/getting-started/common/cgroup2/)")
    }
    return Diagnosis("limits of containers", .good, found: "cgroups \(version)")
  }

  private func seccomp(_ facts: JSONValue) -> Diagnosis {
    facts["host"]?["security"]?["seccompEnabled"]?.bool == true
      ? Diagnosis("system call filter", .good, found: "on")
      : Diagnosis(
        "system call filter", .poor, found: "off",
        remedy: "use a kernel and a runtime with seccomp")
  }

  private func storage(_ facts: JSONValue) -> Diagnosis {
    let root = facts["store"]?["graphRoot"]?.string ?? "unknown"
    let driver = facts["store"]?["graphDriverName"]?.string ?? "unknown"
    guard driver != "vfs" else {
      return Diagnosis(
        "image storage", .poor, found: "\(root) (vfs copies whole images)",
        remedy: "apt-get install -y fuse-overlayfs")
    }
    return room("image storage", at: URL(filePath: root), note: driver)
  }

  private func cache() -> Diagnosis {
    room("cache", at: configuration.deletingLastPathComponent(), note: "scratch and artifacts")
  }

  private func room(_ name: String, at folder: URL, note: String) -> Diagnosis {
    guard let free = machine.freeBytes(folder) else {
      return Diagnosis(
        name, .poor, found: "\(folder.path): free space unknown", remedy: "check it with `df`")
    }
    let found = "\(folder.path) (\(note)), \(free >> 30) GiB free"
    return free >= Int64(8) << 30
      ? Diagnosis(name, .good, found: found)
      : Diagnosis(name, .poor, found: found, remedy: "a night needs about 8 GiB; free some space")
  }
}

/// One thing that `roller doctor` looked at.
package struct Diagnosis: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case good
    /// Works, but not as well as it could.
    case poor
    case bad
  }

  package let name: String
  package let state: State
  package let found: String
  /// What to do about it; empty when good.
  package let remedy: String

  package init(_ name: String, _ state: State, found: String, remedy: String = "") {
    self.name = name
    self.state = state
    self.found = found
    self.remedy = remedy
  }
}
