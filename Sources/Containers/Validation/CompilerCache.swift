import Foundation
import ReleaseModel

/// What ccache keeps between builds: a folder for each package, target and image, so that hostile code
/// can spoil only its own.
///
/// <https://ccache.dev/manual/4.8.html#_configuration_options>
struct CompilerCache: Sendable {
  /// What ccache keeps of one package, in MiB.
  static let limit = 2_048

  let folder: URL

  /// The folder for builds of `step` in `image`, which belongs to `user`.
  func place(
    for step: StepID, image: String, user: ContainerUser
  ) throws(ContainerError) -> URL {
    let mark = image.split(separator: ":").last?.prefix(12) ?? "none"
    let place = folder.appending(path: "\(step.package)-\(step.target)-\(mark)")
    do {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      var attributes: [FileAttributeKey: Any] = [.modificationDate: Date()]
      if case .fixed(let user, let group) = user {
        attributes[.ownerAccountID] = user
        attributes[.groupOwnerAccountID] = group
      }
      try FileManager.default.setAttributes(attributes, ofItemAtPath: place.path)
    } catch {
      throw ContainerError(doing: "making \(place.path)", failure: error)
    }
    return place
  }

  /// Removes all but the `count` folders that were used last.
  func prune(keeping count: Int) {
    for place in newestFirst(folder).dropFirst(count) {
      try? FileManager.default.removeItem(at: place)
    }
  }
}
