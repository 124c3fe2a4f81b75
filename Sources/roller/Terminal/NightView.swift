import Dispatch
import Foundation
import ReleaseModel
import RollPlanning
import Rolling
import SafeText

/// Shows a night while it runs: lines that stay, and on a terminal one line below them that lives:
/// the stage, how long it runs, and what was said last.
final class NightView: NightObserver, @unchecked Sendable {
  // @unchecked: everything mutable is only touched on `queue`.
  private let queue = DispatchQueue(label: "night-view")
  private let text: EventText
  private let style: Style
  private let isLive: Bool
  private var timer: (any DispatchSourceTimer)?
  private var doing = ""
  private var since = ContinuousClock.now
  private var running: [TargetName: (since: ContinuousClock.Instant, stage: String, line: String)] =
    [:]
  private var isLiveLineShown = false

  init(_ surroundings: Surroundings) {
    style = Style(isColored: surroundings.isColored)
    text = EventText(style: style)
    isLive = surroundings.isTerminal
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
      if let line = text.line(for: event) { say(line) }
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
      since = .now
    case .validating(_, let target, _): running[target] = (.now, "", "")
    case .validationStage(let target, let stage): running[target]?.stage = stage
    case .validationLine(let target, let line): running[target]?.line = line
    case .judged(let validation): running[validation.target] = nil
    case .stageEnded: running = [:]
    case .surveyed, .chosen, .step, .waiting, .note: break
    }
  }

  private func say(_ line: String) {
    clear()
    FileHandle.standardError.write(Data((line + "\n").utf8))
    redraw()
  }

  private func redraw() {
    guard isLive, timer != nil else { return }
    clear()
    FileHandle.standardError.write(Data(style.dim(livingLine).utf8))
    isLiveLineShown = true
  }

  private var livingLine: String {
    let lines = running.sorted { $0.key < $1.key }.map { target, state in
      "\(target) \(state.stage) \(elapsed(state.since)) "
        + UntrustedText(state.line).terminal(limit: 60)
    }
    let line = lines.isEmpty ? "\(doing) \(elapsed(since))" : lines.joined(separator: " · ")
    return "  " + line.prefix(width - 3)
  }

  private func elapsed(_ start: ContinuousClock.Instant) -> String {
    "\(start.duration(to: .now).components.seconds) s"
  }

  private var width: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
      ? Int(size.ws_col) : 80
  }

  /// Carriage return, then erase to the end of the line (ECMA-48 EL).
  private func clear() {
    guard isLiveLineShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    isLiveLineShown = false
  }
}
