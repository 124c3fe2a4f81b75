import Digest
import JSON
import ReleaseModel
import Rolling

/// Everything that decides what a build or a pack makes, before it is made.
struct StepFacts: Sendable, Hashable {
  let step: StepID
  let flavour: String?
  /// Over the package's own folder.
  let recipe: SHA256Digest
  /// The id of the image that the step runs in.
  let image: String
  /// git's identities of the declared paths.
  var trees: [ComponentName: [String: String]] = [:]
  var wheels: [ComponentName: PerPython<InputsDocument.File>] = [:]
  /// The keys of the steps that it is made from.
  var parts: [StepID: SHA256Digest] = [:]
  /// Version, date and pins, when the step may know them.
  var stamp: String?

  /// The name of what is made: equal facts, equal key, on every machine.
  var key: SHA256Digest { SHA256Digest(of: text) }

  /// One fact a line, in an order of their own.
  var text: String {
    var lines = [
      "artifact 1", "step \(step.title)", "flavour \(flavour ?? "none")", "recipe \(recipe)",
      "image \(image)",
    ]
    for (component, ids) in trees.sorted(by: { $0.key < $1.key }) {
      lines += ids.sorted { $0.key < $1.key }.map { "tree \(component) \($0.value) \($0.key)" }
    }
    for (component, files) in wheels.sorted(by: { $0.key < $1.key }) {
      lines += files.values.map { python, file in
        "wheel \(component) \(file.digest) \(file.name)" + (python.map { " \($0)" } ?? "")
      }
    }
    for (step, key) in parts.sorted(by: { $0.key.title < $1.key.title }) {
      lines.append("from \(key) \(step.title)")
    }
    lines.append("stamp \(stamp ?? "none")")
    return lines.joined(separator: "\n") + "\n"
  }
}
