import ReleaseModel
import RollPlanning
import SafeText

/// Where one component stands after a night, for a terminal.
struct StandingText {
  let style: Style
  /// Between the two ends of a bump: whether it happened or would.
  let arrow: String

  func text(of standing: ComponentStanding) -> String {
    switch standing {
    case .moved(let detail): return moved(detail)
    case .newestAlready(let label): return "\(plain(label)), the newest already"
    case .held(let held): return text(of: held)
    case .undecided(let label, let newest):
      return "\(plain(label)); "
        + style.yellow("newer versions up to \(plain(newest)) exist but could not be validated")
    case .unknown(let label, let because):
      return "\(plain(label)), " + style.yellow("unknown: \(reason(because))")
    case .absent(let label, let because):
      return "\(plain(label)), " + style.red("absent: \(reason(because))")
    case .parked(let label, let because):
      return "\(plain(label)), " + style.red("parked: \(reason(because))")
    case .onHold(let label, let because):
      return "\(plain(label)), " + style.yellow("held by hand: \(reason(because))")
    case .quarantined(let label, let entry):
      return "\(plain(label)), "
        + style.yellow(
          "quarantined: \(entry.commit.abbreviated) reverted \(plain(entry.label)): "
            + reason(entry.because))
    case .tied(let label, let newest, let others):
      return "\(plain(label)); "
        + style.yellow(
          "up to \(plain(newest)) exists, but it can only move together with "
            + others.map(\.description).joined(separator: " and "))
    }
  }

  private func text(of held: HeldComponent) -> String {
    let head = held.moved.map { moved($0) + "\n" } ?? ""
    let more = [
      held.blocker(code: plain, text: { reason($0) }), held.because.map { reason($0) },
      "reproduce: \(held.reproductionCommand)",
    ].compactMap(\.self)
    return head + (head.isEmpty ? "" : "      ")
      + style.yellow(String(held.headline(code: plain).dropFirst("\(held.component) ".count)))
      + more.map { "\n      " + style.dim($0) }.joined()
  }

  private func moved(_ detail: BumpDetail) -> String {
    let landed = detail.fromLanded.map { "\($0.day) → \(detail.toLanded.day)" }
    return "\(plain(detail.bump.from.label)) \(arrow) "
      + style.green(plain(detail.bump.to.label))
      + style.dim(
        " (\(landed ?? "\(detail.toLanded.day)")" + passing(detail) + ")")
  }

  private func passing(_ detail: BumpDetail) -> String {
    let count = detail.passedOver.count
    guard count > 0 else { return "" }
    let what =
      switch detail.bump.to {
      case .git(let pin): pin.label == nil ? "commit" : "candidate"
      case .wheel: "version"
      }
    return ", passing over \(count) \(what)\(count == 1 ? "" : "s")"
  }

  private func plain(_ label: String) -> String { UntrustedText(label).terminal(limit: 80) }

  private func reason(_ text: String) -> String { UntrustedText(text).terminal(limit: 300) }
}
