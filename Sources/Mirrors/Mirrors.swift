import Digest
import Errors
import Foundation
import Git
import HTTP
import ReleaseModel

/// Our copies of upstream repositories: one bare repository for each, history alone until content is
/// asked for, below `mirrors/` of the cache.
///
/// Shared by all schedules and processes, and deletable at any time: that costs a fetch, never
/// correctness. Each is brought up to date at most once in the life of this value.
package struct Mirrors: Sendable {
  let cache: URL
  let http: HTTPClient
  let rewrites: MirrorRewrites
  let limits: TransferLimits
  let sleep: @Sendable (Duration) async throws -> Void
  let turns = MirrorTurns()

  /// Mirrors below `cache`/mirrors, spoken to through `http`; `sleep` waits while another process
  /// updates the same mirror.
  package init(
    cache: URL, http: HTTPClient, rewrites: MirrorRewrites = MirrorRewrites(),
    limits: TransferLimits = Mirrors.limits,
    sleep: @escaping @Sendable (Duration) async throws -> Void = HTTPPorts.live.sleep
  ) {
    self.cache = cache
    self.http = http
    self.rewrites = rewrites
    self.limits = limits
    self.sleep = sleep
  }

  /// What one fetch may take: the whole of LLVM without a filter fits, an endless pack does not.
  ///
  /// Indexing keeps about a hundred bytes for each object in memory.
  package static let limits = TransferLimits(
    deadline: .seconds(3600), idle: .seconds(60), pack: 4 << 30, objects: 8 << 20)

  /// The mirror of `component`; nothing is asked and nothing written yet.
  package func mirror(of component: Component) throws(Failure) -> Mirror {
    guard case .git(let url, let branch) = component.origin else {
      throw Failure(
        .refused, doing: "look for the repository of \(component.name)",
        found: "it comes from a Python index",
        hint: "give it \"git\" and \"branch\" in schedules/components.json")
    }
    let remote: HTTPURL
    do throws(HTTPURLError) { remote = try HTTPURL(rewrites.url(for: url)) } catch {
      throw Failure(
        .refused, doing: "read the URL of the repository of \(component.name)", found: error.found,
        hint: error.hint)
    }
    let folder = try folder(of: url, component)
    return Mirror(
      component: component, repository: Repository(at: folder.path),
      remote: Remote(remote, http: http, limits: limits), branch: branch, url: url,
      replacement: rewrites.replacement(for: url), turns: turns, sleep: sleep)
  }

  /// `<host>/<path>.git`, with a mark when something stands in for the URL: what another server says
  /// of a branch says nothing about this one.
  func folder(of url: String, _ component: Component) throws(Failure) -> URL {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let names = rest.split(separator: "/")
    let isSafe = names.allSatisfy { name in
      name != ".." && name != "." && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
    guard names.count > 1, isSafe else {
      throw Failure(
        .refused, doing: "name the mirror of the repository of \(component.name)",
        found: "\(String(url.prefix(200)).debugDescription) has no host and path")
    }
    var name = names.joined(separator: "/")
    if name.hasSuffix(".git") { name.removeLast(4) }
    if let replacement = rewrites.replacement(for: url) {
      name += "@" + SHA256Digest(of: replacement).hexadecimal.prefix(8)
    }
    return cache.appending(path: "mirrors/\(name).git")
  }
}
