import Foundation

/// A folder of this machine that a container sees.
package struct ContainerMount: Sendable, Hashable {
  package let source: URL
  package let destination: String
  package let isWritable: Bool

  /// The mount, or nil when a path holds what `--volume` would misread.
  ///
  /// The form is `source:destination:options`, without quoting:
  /// <https://docs.podman.io/en/v4.3/markdown/podman-run.1.html>.
  package init?(_ source: URL, at destination: String, writable: Bool = false) {
    let path = source.path
    guard path.hasPrefix("/"), destination.hasPrefix("/"),
      !(path + destination).contains(where: { $0 == ":" || $0 == "\n" })
    else { return nil }
    self.source = source
    self.destination = destination
    isWritable = writable
  }

  var argument: String { "\(source.path):\(destination):\(isWritable ? "rw" : "ro")" }
}
