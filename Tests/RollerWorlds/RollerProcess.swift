import Foundation
import TestKit

/// The real binary as a process of its own, which can be killed as power cuts do.
package struct RollerProcess {
  package let world: NightWorld

  package init(world: NightWorld) {
    self.world = world
  }

  /// What a finished process left.
  package struct End {
    package let code: Int32
    package let output: String
    package let log: String
  }

  /// Runs `roller` to its end, or kills it, without warning, when its log shows `fatalLine`.
  ///
  /// JSON that it prints must be as its schema says. `changes` are variables that differ from the world's; an empty one is taken away.
  package func run(
    _ arguments: [String], killedAt fatalLine: String? = nil, changes: [String: String] = [:]
  ) throws -> End {
    let process = Process()
    process.executableURL = NightWorld.roller
    process.arguments = arguments
    process.currentDirectoryURL = world.checkout
    process.environment = world.environment.merging(changes) { $1 }.filter { !$1.isEmpty }
    let output = Pipe()
    let log = Pipe()
    process.standardOutput = output
    process.standardError = log
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let watchdog = Watchdog(process, minutes: 45)
    defer { withExtendedLifetime(watchdog) {} }
    let shown = Shown()
    let reading = Thread { shown.keep(output.fileHandleForReading.readDataToEndOfFile()) }
    reading.start()
    var lines = ""
    while case let piece = log.fileHandleForReading.availableData, !piece.isEmpty {
      lines += String(decoding: piece, as: UTF8.self)
      // SIGKILL: nothing of roller's may run after this line.
      if let fatalLine, lines.contains(fatalLine) { kill(process.processIdentifier, SIGKILL) }
    }
    process.waitUntilExit()
    let end = End(code: process.terminationStatus, output: shown.wait(), log: lines)
    if fatalLine == nil, !end.output.isEmpty,
      let definition = OutputSchema.definition(of: arguments)
    {
      try OutputSchema.check(end.output, as: definition)
    }
    return end
  }
}

/// The output of a process, read beside its log.
private final class Shown: @unchecked Sendable {
  // @unchecked: `text` is only touched while `condition` is locked.
  private let condition = NSCondition()
  private var text: String?

  func keep(_ data: Data) {
    condition.lock()
    text = String(decoding: data, as: UTF8.self)
    condition.signal()
    condition.unlock()
  }

  func wait() -> String {
    condition.lock()
    defer { condition.unlock() }
    while text == nil { condition.wait() }
    return text ?? ""
  }
}
