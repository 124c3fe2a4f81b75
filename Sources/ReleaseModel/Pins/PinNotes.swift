/// What people decided about a component beside its pin; no part of the pin's identity.
struct PinNotes: Sendable, Hashable {
  /// Why it is not rolled.
  let hold: Reason?
  /// Why each of these revisions or versions is never proposed again.
  let denied: [String: Reason]
}
