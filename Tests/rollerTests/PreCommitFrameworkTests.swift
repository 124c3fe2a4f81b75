import Foundation
import TestKit
import Testing

/// Needs the Python index that pip is configured with, once for each cache.
@Suite("The framework pre-commit", .serialized, .timeLimit(.minutes(20)))
struct PreCommitFrameworkTests {
  @Test("runs our hooks from .pre-commit-hooks.yaml")
  func framework() throws {
    let world = try HookWorld("framework")
    defer { world.remove() }
    let program = try installed(world)
    _ = try world.git(["config", "--unset", "core.hooksPath"])
    let settings = """
      repos:
        - repo: \(world.night.folder.path)/offer
          rev: offered
          hooks:
            - id: roller
            - id: roller-prepare-commit-msg
            - id: roller-commit-msg
            - id: roller-pre-push
            - id: roller-post-checkout
      default_install_hook_types: [pre-commit, prepare-commit-msg, commit-msg, pre-push, post-checkout]

      """
    try Data(settings.utf8).write(
      to: world.night.checkout.appendingPathComponent(".pre-commit-config.yaml"))
    try offer(world)
    let variables = self.variables(world)
    let install = try world.run(
      program, ["install", "--install-hooks"], variables: variables)
    #expect(install.code == 0, "\(install.output)\(install.log)")
    try commits(world, variables)
    try pushes(world, variables)
  }

  private func commits(_ world: HookWorld, _ variables: [String: String]) throws {
    let pin = try world.pin("iree")
    try world.edit("version_info.json", pin.revision, "main")
    let bad = try world.git(["commit", "--all", "--message", "Bad"], variables: variables)
    #expect(bad.code != 0 && (bad.output + bad.log).contains("/pins/iree/revision"), "\(bad)")
    try world.edit("version_info.json", "\"main\"", "\"\(pin.revision)\"")
    try world.move("iree", to: "d", on: "2099-01-01")
    let good = try world.git(["commit", "--all"], variables: variables)
    #expect(good.code == 0, "\(good)")
    let message = try world.git(["log", "-1", "--format=%s"]).output
    #expect(message == "Roll iree (by hand)\n")
  }

  private func pushes(_ world: HookWorld, _ variables: [String: String]) throws {
    let server = world.night.folder.appendingPathComponent("server.git")
    _ = try world.git(["init", "--quiet", "--bare", server.path])
    _ = try world.git(["remote", "add", "server", server.path])
    let push = try world.git(["push", "server", "main"], variables: variables)
    #expect(push.code == 0, "\(push)")
    _ = try world.git(["commit", "--quiet", "--amend", "--no-verify", "--message", "Other"])
    let forced = try world.git(["push", "--force", "server", "main"], variables: variables)
    #expect(forced.code != 0 && (forced.output + forced.log).contains("forced push"), "\(forced)")
  }

  /// The hooks as a repository of their own, which the framework clones.
  private func offer(_ world: HookWorld) throws {
    let offer = world.night.folder.appendingPathComponent("offer")
    try FileManager.default.createDirectory(at: offer, withIntermediateDirectories: true)
    for name in ["hooks", ".pre-commit-hooks.yaml"] {
      try FileManager.default.copyItem(
        at: OwnRepository.source(name),
        to: offer.appendingPathComponent(name))
    }
    for command in [
      ["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Offer"],
      ["tag", "offered"],
    ] { #expect(try world.git(command, in: offer).code == 0) }
  }

  private func variables(_ world: HookWorld) -> [String: String] {
    ["PRE_COMMIT_HOME": world.night.folder.appendingPathComponent("framework").path]
  }

  /// The framework in a virtual environment of its own, kept in the cache.
  private func installed(_ world: HookWorld) throws -> String {
    let own = ProcessInfo.processInfo.environment
    let cache = own["XDG_CACHE_HOME"] ?? (own["HOME"] ?? "/tmp") + "/.cache"
    let folder = cache + "/openxla-compiler-release/tests/pre-commit"
    let program = folder + "/bin/pre-commit"
    let home = ["HOME": own["HOME"] ?? "/root"]
    if try !FileManager.default.fileExists(atPath: program)
      || world.run(program, ["--version"]).code != 0
    {
      let made = try world.run(
        "/usr/bin/env", ["python3", "-m", "venv", "--clear", folder], variables: home)
      #expect(made.code == 0, "\(made.log)")
      let arguments = ["install", "--quiet", "--disable-pip-version-check", "pre-commit>=4,<5"]
      let pip = try world.run(folder + "/bin/pip", arguments, variables: home)
      #expect(pip.code == 0, "\(pip.log)")
    }
    return program
  }
}
