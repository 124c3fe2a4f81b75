import CommandLineTool
import Pinning
import ReleaseModel

/// The arguments of `roller pin` as an order, or what is wrong with them.
struct PinArguments {
  let order: PinOrder

  init(_ command: PinCommand, _ components: [ComponentName]) throws(CommandFailure) {
    let requests = try command.pins.map { (text) throws(CommandFailure) in
      do throws(PinSyntaxError) { return try PinRequest(text, components: components) } catch {
        throw CommandFailure(.usage, error.description)
      }
    }
    guard !requests.isEmpty else {
      throw CommandFailure(
        .usage,
        "no component given\n  hint: roller pin COMPONENT; the components are "
          + components.map(\.description).joined(separator: ", "))
    }
    order = PinOrder(
      requests: requests, notes: try Self.notes(command, requests.map(\.component)),
      downgrade: try command.allowDowngrade.map { (text) throws(CommandFailure) in
        try Self.reason(text, of: "--allow-downgrade")
      }, movesAlong: !command.alone)
  }

  private static func notes(
    _ command: PinCommand, _ names: [ComponentName]
  ) throws(CommandFailure) -> [NoteOrder] {
    guard command.hold == nil || !command.unhold else {
      throw CommandFailure(
        .usage, "--hold and --unhold contradict each other\n  hint: use only one of them")
    }
    var notes: [NoteOrder] = command.unhold ? names.map(NoteOrder.unhold) : []
    if let hold = command.hold {
      let why = try reason(hold, of: "--hold")
      notes += names.map { .hold($0, because: why) }
    }
    guard !command.deny.isEmpty || command.undeny != nil else { return notes }
    guard let name = names.first, names.count == 1 else {
      throw CommandFailure(
        .usage,
        "--deny and --undeny take one component; found \(names.count)"
          + "\n  hint: run roller pin once for each")
    }
    if let text = command.undeny { notes.append(.allow(name, try aim(text, of: "--undeny"))) }
    guard !command.deny.isEmpty else { return notes }
    guard command.deny.count == 2 else {
      throw CommandFailure(
        .usage,
        "--deny takes a revision and the reason; found \(command.deny.count) words"
          + "\n  hint: roller pin \(name) --deny TAG \"why\"; name the component first")
    }
    notes.append(
      .deny(
        name, try aim(command.deny[0], of: "--deny"),
        because: try reason(command.deny[1], of: "--deny")))
    return notes
  }

  private static func reason(_ text: String, of option: String) throws(CommandFailure) -> Reason {
    if let reason = Reason(text) { return reason }
    throw CommandFailure(
      .usage, "\(option): found \(quoted(text)); expected \(Reason.grammar)")
  }

  /// A version is not a branch's name here: text that looks like a version is one, unless the component's pins are
  /// commits, for which the plan asks upstream.
  private static func aim(_ text: String, of option: String) throws(CommandFailure) -> PinAim {
    let text = text.hasPrefix("=") || text.hasPrefix("@") ? String(text.dropFirst()) : text
    if let aim = PinAim(revision: text) { return aim }
    throw CommandFailure(
      .usage, "\(option): found \(quoted(text)); expected a commit id, a tag or a version")
  }
}
