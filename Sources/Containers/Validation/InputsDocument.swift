import Digest
import JSON
import ReleaseModel
import Rolling

/// `inputs.json`: what a build is made from, and nothing else that could change its bytes.
package struct InputsDocument: Sendable {
  package struct File: Sendable, Hashable {
    package let name: String
    package let digest: SHA256Digest

    package init(name: String, digest: SHA256Digest) {
      self.name = name
      self.digest = digest
    }
  }

  package let job: ValidationJob
  /// What is built for: the job's target, or the host that its check needs.
  package let target: TargetName
  package let files: [ComponentName: File]

  package init(job: ValidationJob, target: TargetName, files: [ComponentName: File]) {
    self.job = job
    self.target = target
    self.files = files
  }

  package var json: JSONValue {
    let pins = job.pins.components.sorted().compactMap { name in
      job.pins[name].map { (name.description, pinJSON($0)) }
    }
    let wheels = files.sorted { $0.key < $1.key }.map { name, file in
      (
        name.description,
        ["file": .string(file.name), "sha256": .string(file.digest.hexadecimal)] as JSONValue
      )
    }
    return [
      "target": .string(target.description),
      "version": .string(job.version.description),
      "source-date-epoch": .integer(job.archiveDate.seconds),
      "pin-set": [
        "digest": .string(job.pins.digest.description), "pins": .object(JSONObject(pins)),
      ],
      "wheels": .object(JSONObject(wheels)),
    ]
  }

  private func pinJSON(_ pin: Pin) -> JSONValue {
    switch pin {
    case .git(let pin):
      var object: JSONObject = JSONObject([("revision", .string(pin.revision.description))])
      object["label"] = pin.label.map { .string($0) }
      object["date"] = pin.date.map { .string("\($0)") }
      return .object(object)
    case .wheel(let pin):
      let files = pin.files.sorted { $0.key < $1.key }
        .map { ($0.key.description, JSONValue.string($0.value.description)) }
      return ["version": .string("\(pin.version)"), "files": .object(JSONObject(files))]
    }
  }
}

extension ValidationJob {
  /// The date inside archives: zip archives, and so wheels, know none before 1980
  /// (<https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>, 4.4.6).
  var archiveDate: Timestamp { max(sourceDate, Timestamp(seconds: 315_532_800)) }
}
