import Digest
import Errors
import Foundation

/// The folders that one step's container sees.
struct Workplace: Sendable {
  let folder: URL
  let input: URL
  let output: URL
  let scratch: URL
  /// What was put into the input, by name.
  private(set) var digests: [String: SHA256Digest] = [:]

  /// Makes the folders below `folder`; the writable ones belong to `user`.
  init(in folder: URL, user: ContainerUser) throws(Failure) {
    self.folder = folder
    input = folder.appending(path: "in")
    output = folder.appending(path: "out")
    scratch = folder.appending(path: "scratch")
    do {
      for place in [input, output, scratch] {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      }
      guard case .fixed(let user, let group) = user else { return }
      for place in [output, scratch] {
        try FileManager.default.setAttributes(
          [.ownerAccountID: user, .groupOwnerAccountID: group], ofItemAtPath: place.path)
      }
    } catch {
      throw Failure(error, doing: "making \(folder.path)")
    }
  }

  /// Puts `file`, which must be the one of `digest`, into the input under `name`, without copying
  /// where the disk allows that.
  mutating func add(
    _ file: URL, as name: String, expecting digest: SHA256Digest
  ) throws(Failure) {
    digests[name] = digest
    let destination = input.appending(path: name)
    do {
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
      let isReadable = ((mode as? NSNumber)?.intValue ?? 0) & 0o004 != 0
      if isReadable, (try? FileManager.default.linkItem(at: file, to: destination)) != nil {
        return
      }
      try FileManager.default.copyItem(at: file, to: destination)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644], ofItemAtPath: destination.path)
    } catch {
      throw Failure(error, doing: "copying \(file.path)")
    }
  }

  /// Writes a file of our own into the input.
  mutating func write(_ text: String, as name: String) throws(Failure) {
    digests[name] = SHA256Digest(of: text)
    let file = input.appending(path: name)
    do { try Data(text.utf8).write(to: file) } catch {
      throw Failure(error, doing: "writing \(file.path)")
    }
  }
}
