import Errors
import LocalForge

/// How a checkout and its local forge stand to each other, for `roller status` and `roller doctor`.
package struct CheckoutStanding: Sendable, Equatable {
  package let isFounded: Bool
  /// What a forge would be founded from, or why none can be; nil when there is one.
  package let source: Result<InitialBranch, Failure>?
  /// The commits that the forge's main lacks; nil when there are none.
  package let lead: CheckoutLead?
  /// Lock files of killed programs, by their paths in the forge's folder.
  package let locks: [String]

  package init(
    isFounded: Bool, source: Result<InitialBranch, Failure>?, lead: CheckoutLead?,
    locks: [String]
  ) {
    self.isFounded = isFounded
    self.source = source
    self.lead = lead
    self.locks = locks
  }
}
