import Digest
import JSON

/// The images that one recipe makes, by their role, such as `build` and `clean`.
package struct ImageSet: Sendable, Hashable {
  package let images: [String: ImageReference]
  /// Whether they had to be built just now.
  package let wasBuilt: Bool

  package init(images: [String: ImageReference], wasBuilt: Bool) {
    self.images = images
    self.wasBuilt = wasBuilt
  }

  /// The set in the one line that an image's `build.sh` prints; nil when it is anything else.
  init?(reportedAs output: String) {
    let lines = output.split(whereSeparator: \.isNewline)
    guard lines.count == 1, let report = (try? JSONValue(parsing: String(lines[0])))?.object,
      let wasBuilt = report["built"]?.bool
    else { return nil }
    var images: [String: ImageReference] = [:]
    for (role, value) in report where value.object != nil {
      guard let tag = value["tag"]?.string, let id = value["id"]?.string,
        SHA256Digest(id) != nil, ImageSet.isTag(tag)
      else { return nil }
      images[role] = ImageReference(tag: tag, id: id)
    }
    guard !images.isEmpty else { return nil }
    self.init(images: images, wasBuilt: wasBuilt)
  }

  /// What evidence calls these images.
  package var description: String {
    images.sorted { $0.key < $1.key }.map { "\($0.key)@\($0.value.id)" }.joined(separator: " ")
  }

  private static func isTag(_ text: String) -> Bool {
    !text.hasPrefix("-")
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-_./:@".utf8.contains(byte)
        }
      }
  }
}

/// An image that is here, by what people call it and by what it is.
package struct ImageReference: Sendable, Hashable {
  package let tag: String
  /// `sha256:` and 64 digits.
  package let id: String
}
