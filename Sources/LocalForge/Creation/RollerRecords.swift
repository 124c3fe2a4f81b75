import Foundation

/// Brings roller's records into a forge that is being founded, so that nothing is validated twice.
///
/// They are a help, never a need: what cannot be had is left out without a message. The lease is not
/// among them, because it is of one forge.
struct RollerRecords: Sendable {
  /// The forge.
  let inside: GitTool
  let checkout: GitTool

  private static let names = [
    "refs/roller/evidence", "refs/roller/decisions", "refs/roller/culprits",
  ]

  /// From the checkout; else from its `origin`, because a plain clone brings branches and tags only.
  func fetch() async {
    let here = try? await checkout.output(
      ["for-each-ref", "--format=%(refname)"] + Self.names)
    let names = (here ?? "").split(separator: "\n").map(String.init)
    await fetch(names, from: checkout.repository)
    guard !names.contains(Self.names[0]), let origin = await origin() else { return }
    let all =
      (try? await outside.output(["ls-remote"] + options(for: origin) + [origin, "refs/roller/*"]))
      ?? ""
    let wanted = all.split(separator: "\n").compactMap { line in
      line.split(separator: "\t").last.map { String($0) }
    }.filter { name in Self.names.contains { name == $0 || name.hasPrefix($0 + "/") } }
    await fetch(wanted, from: origin)
  }

  private func fetch(_ names: [String], from place: String) async {
    guard !names.isEmpty else { return }
    _ = try? await outside.output(
      ["fetch", "--quiet", "--no-tags"] + options(for: place) + [place]
        + names.map { "+\($0):\($0)" })
  }

  private func options(for place: String) -> [String] {
    place.hasPrefix("http") ? [] : [sender]
  }

  /// The forge with a deadline for a server that accepts and then says nothing
  /// (<https://git-scm.com/docs/git-config#Documentation/git-config.txt-httplowSpeedLimit>).
  private var outside: GitTool {
    GitTool(
      repository: inside.repository,
      environment: inside.environment.merging(["GIT_ALLOW_PROTOCOL": "file:http"]) { $1 },
      settings: [("http.lowSpeedLimit", "1"), ("http.lowSpeedTime", "5")])
  }

  /// Where the checkout came from, if that is on this machine; no other machine is asked.
  private func origin() async -> String? {
    guard let url = await checkout.line(["config", "--get", "remote.origin.url"]) else {
      return nil
    }
    if url.hasPrefix("/") || url.hasPrefix("file://") { return url }
    if url.hasPrefix("./") || url.hasPrefix("../") { return checkout.repository + "/" + url }
    guard let host = URL(string: url)?.host(), url.hasPrefix("http://") else { return nil }
    return ["127.0.0.1", "localhost", "::1"].contains(host) ? url : nil
  }
}
