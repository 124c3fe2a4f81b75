import CommandLineTool
import Containers
import Desk
import Errors
import Foundation
import Mirrors
import Processes
import ReleaseModel
import RollPlanning
import Rolling
import SafeText

/// Everything that `roller doctor` looks at.
struct Examination: Sendable {
  let surroundings: Surroundings
  let options: ForgeOptions
  let clock = NightClock.live
  private let mirrors: MirrorOptions

  init(_ surroundings: Surroundings, _ options: ForgeOptions, _ mirrors: MirrorOptions) {
    self.surroundings = surroundings
    self.options = options
    self.mirrors = mirrors
  }

  var findings: [Diagnosis] {
    get async {
      var found = tools + [folders, configuration]
      found += await ContainerEngine.diagnose(
        on: surroundings.machine, folder: surroundings.cacheFolder)
      found += await repositories
      found += await index
      found += await localForge
      return found
    }
  }

  private var tools: [Diagnosis] {
    let needs = [
      ("git", "git"), ("python3", "python3"), ("mmdebstrap", "mmdebstrap"),
      ("qemu-aarch64-static", "qemu-user-static"),
    ]
    let path = SearchPath(environment: surroundings.environment)
    return needs.map { program, package in
      path.program(program).map { Diagnosis(program, .good, found: $0) }
        ?? Diagnosis(program, .bad, found: "not on PATH", remedy: "apt-get install -y \(package)")
    }
  }

  private var folders: Diagnosis {
    let places = "\(surroundings.stateFolder.path), \(surroundings.cacheFolder.path)"
    do throws(CommandFailure) { try surroundings.requireFolders() } catch {
      return Diagnosis("folders", .bad, failure: error, "")
    }
    return Diagnosis("folders", .good, found: places)
  }

  private var configuration: Diagnosis {
    do throws(CommandFailure) {
      let folder = try ReleaseFolder(around: surroundings.folder)
      let read = try folder.configuration()
      return Diagnosis(
        "configuration", .good,
        found: "\(folder.root.path), \(read.schedules.count) schedules")
    } catch {
      return Diagnosis("configuration", .bad, found: error.message, remedy: "roller check")
    }
  }

  /// How each upstream repository is spoken to.
  private var repositories: [Diagnosis] {
    get async {
      guard let all = try? ReleaseFolder(around: surroundings.folder).configuration().components
      else { return [] }
      do {
        return try await Wiring(surroundings, options, mirrors: mirrors).withMirrors { mirrors in
          await withTaskGroup(of: (Int, Diagnosis?).self) { group in
            for (index, component) in all.enumerated() {
              group.addTask { (index, await examine(component, mirrors)) }
            }
            let answers = await group.reduce(into: []) { $0.append($1) }
            return answers.sorted { $0.0 < $1.0 }.compactMap(\.1)
          }
        }
      } catch {
        return [
          Diagnosis("upstreams", .bad, failure: CommandFailure(uncaught: error), "roller help plan")
        ]
      }
    }
  }

  private func examine(_ component: Component, _ mirrors: Mirrors) async -> Diagnosis? {
    guard case .git = component.origin else { return nil }
    let name = "upstream \(component.name)"
    do throws(Failure) {
      let transport = try await mirrors.mirror(of: component).transport()
      return Diagnosis(
        name, transport.filter == nil ? .poor : .good, found: "\(transport)",
        remedy: transport.filter == nil ? "only slower: fetches take longer" : "")
    } catch {
      // One upstream that is away parks its component; a roll goes on without it.
      return Diagnosis(
        name, .poor, found: UntrustedText(error.summary).terminal(limit: 300),
        remedy: "check that this machine can reach it; --mirror sets another place")
    }
  }

  private var index: [Diagnosis] {
    get async {
      do throws(CommandFailure) {
        let wiring = try Wiring(surroundings, options)
        let index = try await wiring.index()
        let targets = try targets()
        let component = Component(
          name: ComponentName("iree-base-runtime").unsafelyUnwrapped,
          origin: .index(project: "iree-base-runtime"))
        let survey = await wiring.wheels().survey(
          SurveyQuestion(
            component: component, source: .index(preReleases: false),
            pin: .wheel(
              WheelPin(version: PythonVersion("0.dev0").unsafelyUnwrapped, files: [:])),
            targets: targets))
        let clock = await index.serverDate().map { examine(clockOf: "the package index", $0) }
        return [judge(survey)] + [clock].compactMap(\.self)
      } catch {
        return [
          Diagnosis("Python index", .bad, failure: error, "check `python3 -m pip config list`")
        ]
      }
    }
  }

  private func targets() throws(CommandFailure) -> [Target] {
    try ReleaseFolder(around: surroundings.folder).configuration().targets.filter(\.isEnabled)
  }

  private func judge(_ survey: Survey) -> Diagnosis {
    switch survey.answer {
    case .known(let candidates):
      return Diagnosis(
        "Python index", .good, found: "answers; iree-base-runtime has \(candidates.count) versions")
    case .absent(let because), .parked(let because), .unknown(let because):
      return Diagnosis(
        "Python index", .bad, found: because, remedy: "check `python3 -m pip config list`")
    }
  }

  /// Whether this machine's clock is one to name versions and date commits by.
  private func examine(clockOf keeper: String, _ shows: ClosedRange<Timestamp>) -> Diagnosis {
    let reference = ClockReference(keeper: keeper, shows: shows)
    if let refusal = ClockSkew(of: clock.now(), against: reference).refusal {
      return Diagnosis("clock", .bad, found: refusal.found, remedy: refusal.hint)
    }
    return Diagnosis("clock", .good, found: "as \(keeper)'s")
  }

  var forge: [Diagnosis] {
    get async {
      do {
        return try await Wiring(surroundings, options).withForge(.reading) { forge, _ in
          do throws(Failure) {
            let main = try await forge.host.main()
            let rules = try await forge.rules(of: main.name)
            let clock = await forge.serverDate().map { examine(clockOf: "the forge", $0) }
            return [
              Diagnosis(
                "forge", .good,
                found: "\(options.forge), \(main.name) at \(main.head.revision.abbreviated), "
                  + landing(on: rules))
            ] + [clock, workflowToken].compactMap(\.self) + (try await matters(on: forge.host))
          } catch {
            return [Diagnosis("forge", .bad, found: error.found, remedy: error.hint)]
          }
        }
      } catch {
        return [Diagnosis("forge", .bad, failure: CommandFailure(uncaught: error), "see --forge")]
      }
    }
  }
}

/// How the branch lets itself be moved.
private func landing(on rules: BranchRules) -> String {
  let method = "schedules need \"method\": \"platform\" under \"land\""
  let names = rules.checks.map { UntrustedText($0.name).terminal(limit: 60) }
  let checks = names.isEmpty ? "" : "; required: " + names.joined(separator: ", ")
  if rules.demandsQueue { return "which takes its merge queue only: \(method)\(checks)" }
  if rules.demandsPullRequest { return "which takes merges only: \(method)\(checks)" }
  return "which takes fast-forwards\(checks)"
}

extension Diagnosis {
  /// A failure with its own hint as the remedy, or `remedy` when it has none.
  fileprivate init(_ name: String, _ state: State, failure: CommandFailure, _ remedy: String) {
    let parts = failure.message.components(separatedBy: "\n  hint: ")
    self.init(name, state, found: parts[0], remedy: parts.count > 1 ? parts[1] : remedy)
  }
}
