import Digest
import Errors
import Foundation
import HTTP
import ReleaseModel

/// The one file that is fetched, and how its failures are worded.
struct FetchJob: Sendable {
  let project: ProjectName
  let version: PythonVersion
  let sha256: SHA256Digest
  private let doing: String

  init(_ pin: WheelPin, of component: Component, for target: TargetName, on python: PythonTag?)
    throws(Failure)
  {
    let files = pin.files[target]
    let isNamed = files != nil && files?.common == nil
    let place = "\(target)" + (isNamed ? python.map { " on \($0)" } ?? "" : "")
    doing = "fetching \(component.name) \(pin.version) for \(place)"
    guard case .index(let text) = component.origin, let project = ProjectName(normalizing: text)
    else {
      throw Failure(
        .badData, doing: doing, found: "the component does not come from a Python index",
        hint: "set \"index\" for it in schedules/components.json")
    }
    guard let sha256 = files?[python] else {
      throw Failure(
        .badData, doing: doing, found: "the pin has no file for \(place)",
        hint: "add its sha256 to version_info.json")
    }
    self.project = project
    version = pin.version
    self.sha256 = sha256
  }

  func unknown(_ why: String) -> Failure {
    error(.unavailable, why, hint: "try again when the index answers; `roller doctor` checks it")
  }

  func gone(_ why: String) -> Failure {
    error(
      .badData, why, hint: "the pin cannot be built from this index: move it, or restore the file")
  }

  func notListed(among wheels: [IndexFile]) -> String {
    let names = wheels.prefix(3).map { "\($0.name) (\($0.sha256?.description ?? "no sha256"))" }
    let others = wheels.count > 3 ? " and \(wheels.count - 3) others" : ""
    return "no index lists a file with \(sha256); "
      + (names.isEmpty
        ? "the index has no wheels of this version"
        : "this version has \(names.joined(separator: ", "))\(others)")
  }

  func failed(_ error: HTTPError) -> Failure {
    let isTooLarge = if case .tooLarge = error.kind { true } else { false }
    return self.error(
      isTooLarge ? .badData : error.failure.kind, "\(error.url): \(error.found)", hint: error.hint)
  }

  func refused(_ response: HTTPResponse) -> Failure {
    let isTransient = response.status == 429 || response.status >= 500
    return error(
      isTransient ? .unavailable : .rejected,
      "\(response.finalURL.redacted): answered \(response.status)",
      hint: isTransient ? "try again later" : "check that pip can download the same file")
  }

  func hashDiffers(_ file: IndexFile, _ found: SHA256Digest) -> Failure {
    error(
      .badData,
      "\(file.name) hashes to \(found); expected \(sha256); nothing was kept",
      hint:
        "the file was changed between the index and this machine: find out by whom before you try again"
    )
  }

  func sizeDiffers(_ file: IndexFile, _ bytes: Int) -> Failure {
    error(
      .badData,
      "\(file.name) came with \(bytes) bytes; expected \(file.size ?? 0); nothing was kept",
      hint: "try again; if that does not help, a proxy may be changing files")
  }

  func disk(_ error: any Error) -> Failure {
    let why = Failure(error, doing: doing)
    return self.error(why.kind, "writing the cache: \(shown(why.found))", hint: why.hint)
  }

  func cancelled() -> Failure {
    error(.cancelled, "cancelled while another process downloads it", hint: "run it again")
  }

  private func error(_ kind: Failure.Kind, _ found: String, hint: String) -> Failure {
    Failure(kind, doing: doing, found: found, hint: hint)
  }
}
