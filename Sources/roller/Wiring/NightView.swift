import CommandLineTool
import Dispatch
import Foundation
import ReleaseModel
import RollPlanning
import Rolling
import SafeText
import Terminal

/// Shows a night while it runs: lines that stay, and on a terminal lines below them that live: each
/// stage or step, how long it runs, and what was said last.
final class NightView: NightObserver, @unchecked Sendable {
  // @unchecked: everything mutable is only touched on `queue`.
  private let queue = DispatchQueue(label: "night-view")
  private let text: EventText
  private let style: Style
  private let isLive: Bool
  private var timer: (any DispatchSourceTimer)?
  private var doing = ""
  private let now: @Sendable () -> ContinuousClock.Instant
  private var since: ContinuousClock.Instant
  private var validations: LiveValidations
  private var shownLines = 0

  init(_ surroundings: Surroundings, now: @escaping @Sendable () -> ContinuousClock.Instant) {
    self.now = now
    since = now()
    style = surroundings.errors
    text = EventText(style)
    validations = LiveValidations(text)
    isLive = surroundings.isLive
    guard isLive else { return }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + 0.2, repeating: 0.2)
    timer.setEventHandler { [weak self] in self?.redraw() }
    timer.resume()
    self.timer = timer
  }

  func note(_ event: NightEvent) {
    queue.async { [self] in
      follow(event)
      if let line = text.line(for: event) { say(style.fitting(line)) }
    }
  }

  /// Waits until everything is shown, and takes the living line away.
  func close() {
    queue.sync {
      timer?.cancel()
      timer = nil
      clear()
    }
  }

  private func follow(_ event: NightEvent) {
    switch event {
    case .stageBegan(let stage):
      doing = text.title(of: stage)
      since = now()
    case .validating(_, let target, _): validations.begin(target, at: now())
    case .validation(let target, let note): validations.follow(note, on: target, at: now())
    case .judged(let validation): validations.end(validation.target)
    case .stageEnded: validations.endAll()
    case .surveyed, .chosen, .step, .waiting, .note: break
    }
  }

  private func say(_ line: String) {
    clear()
    tell(line + "\n")
    redraw()
  }

  private func redraw() {
    guard isLive, timer != nil else { return }
    clear()
    let lines = livingLines.map {
      style.dim(String("  \($0)".prefix((TerminalSize.current?.columns ?? 80) - 1)))
    }
    tell(lines.joined(separator: "\n"))
    shownLines = lines.count
  }

  /// Those of the validations, or the stage's; no more than leave room for what stays.
  private var livingLines: [String] {
    let lines = validations.lines(at: now())
    guard lines.isEmpty else {
      let rest = lines.count - 8
      return lines.prefix(8) + (rest > 0 ? ["… and \(rest) more"] : [])
    }
    return ["\(doing) \(since.duration(to: now()).components.seconds) s"]
  }

  /// To the beginning of the first living line, then erase to the end of the screen (ECMA-48 CPL, ED).
  private func clear() {
    guard shownLines > 0 else { return }
    let up = shownLines > 1 ? "\u{1B}[\(shownLines - 1)F" : "\r"
    tell("\(up)\u{1B}[J")
    shownLines = 0
  }
}
