import Errors

/// Where repositories are really fetched from: beginnings of URLs, and what takes their place.
///
/// Components keep the URL that everybody knows them by; a corporate mirror, or folders of bare
/// repositories on this machine, stand in for it. By the text's beginning and the longest one wins, as
/// git's own `url.<base>.insteadOf` does
/// (<https://git-scm.com/docs/git-config#Documentation/git-config.txt-urlltbasegtinsteadOf>).
package struct MirrorRewrites: Sendable, Hashable {
  private struct Rewrite: Sendable, Hashable {
    let prefix: String
    let replacement: String
    /// Where a folder is served; nil for a URL, and for a folder that is not served yet.
    var root: String?

    var isFolder: Bool { replacement.hasPrefix("/") }
  }

  private var rewrites: [Rewrite]

  /// A replacement that starts with `/` is a folder of this machine, anything else a URL's beginning.
  package init(_ pairs: [(prefix: String, replacement: String)] = []) {
    rewrites = pairs.map { Rewrite(prefix: $0.prefix, replacement: $0.replacement) }
      .sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
  }

  /// The folders that must be served before ``url(for:)`` can lead to them.
  package var folders: [String] {
    Set(rewrites.filter(\.isFolder).map(\.replacement)).sorted()
  }

  /// These rewrites with `folder` served under the URL `root`.
  package func serving(_ folder: String, at root: String) -> MirrorRewrites {
    var served = self
    for index in served.rewrites.indices where served.rewrites[index].replacement == folder {
      served.rewrites[index].root = root
    }
    return served
  }

  /// The URL that the repository `url` is really fetched from; `url` itself when nothing is rewritten.
  package func url(for url: String) -> String {
    guard let (rewrite, rest) = rewrite(of: url) else { return url }
    guard let root = rewrite.root else { return rewrite.replacement + rest }
    return joined(root, rest)
  }

  /// What stands in for `url`, as the operator wrote it; nil when nothing does.
  ///
  /// Unlike ``url(for:)`` it stays the same when a folder is served at another port.
  package func replacement(for url: String) -> String? {
    rewrite(of: url).map { $0.replacement + $1 }
  }

  /// The folder of this machine, and the path in it, that stand in for `url`; nil when none does.
  func folder(for url: String) -> (root: String, path: String)? {
    rewrite(of: url).flatMap { rewrite, rest in
      rewrite.isFolder ? (rewrite.replacement, String(rest.drop { $0 == "/" })) : nil
    }
  }

  private func rewrite(of url: String) -> (Rewrite, rest: String)? {
    rewrites.first { url.hasPrefix($0.prefix) }
      .map { ($0, String(url.dropFirst($0.prefix.count))) }
  }

  private func joined(_ root: String, _ rest: String) -> String {
    let path = rest.drop { $0 == "/" }
    return root.hasSuffix("/") || path.isEmpty ? root + path : "\(root)/\(path)"
  }
}

extension MirrorRewrites {
  /// Parses texts such as `https://github.com/=/srv/git/`.
  package init(parsing texts: [String]) throws(Failure) {
    var pairs: [(prefix: String, replacement: String)] = []
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw notARewrite(text, "there is no \"=\" between two parts")
      }
      guard parts[0].hasPrefix("https://") else {
        throw notARewrite(text, "PREFIX must be the beginning of an https URL")
      }
      let isURL = ["https://", "http://"].contains { parts[1].hasPrefix($0) }
      guard isURL || parts[1].hasPrefix("/") else {
        throw notARewrite(text, "the replacement must be a URL or a folder's absolute path")
      }
      guard !parts[1].contains("@") || !isURL else {
        throw notARewrite(parts[0] + "=…", "a URL with user information")
      }
      pairs.append((parts[0], parts[1]))
    }
    self.init(pairs)
  }
}

private func notARewrite(_ text: String, _ found: String) -> Failure {
  Failure(
    .badData, doing: String(text.prefix(200)).debugDescription, found: found,
    hint: "write PREFIX=URL-or-FOLDER, such as https://github.com/=/srv/git/")
}
