import CommandLineTool
import Foundation
import HTTP
import ReleaseModel
import Rolling

/// The token for a forge, from a file or the environment and never from the command line.
struct ForgeToken {
  let secret: Secret?

  /// $ROLLER_TOKEN, $GITHUB_TOKEN and $GH_TOKEN, in this order, unless a file is named.
  init(_ options: ForgeOptions, _ surroundings: Surroundings) throws(CommandFailure) {
    guard let path = options.tokenFile else {
      let names = ["ROLLER_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"]
      let found = names.compactMap { surroundings.environment[$0] }.first { !$0.isEmpty }
      secret = found.map { Secret($0) }
      return
    }
    let mode =
      (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
    guard let mode, let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure(.usage, "--token-file \(path): it cannot be read")
    }
    guard mode & 0o077 == 0 else {
      throw CommandFailure(
        .refused,
        "--token-file \(path): other users can read it (mode \(String(mode, radix: 8)))"
          + "\n  hint: chmod 600 \(path)")
    }
    secret = Secret(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
