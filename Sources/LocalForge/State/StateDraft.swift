import Git

/// A change of the state in the making, with the references that must move together with it.
struct StateDraft: Sendable {
  var state: ForgeState
  var references: [ReferenceChange] = []
}
