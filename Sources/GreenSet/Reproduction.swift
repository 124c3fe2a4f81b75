/// The smallest set of bumps from today's pins that shows a fault.
package struct Reproduction: Hashable, Sendable {
  package struct Bump: Hashable, Sendable {
    package var component: Int
    package var revision: Int
  }

  /// In the order in which they were found: the held component first.
  package var bumps: [Bump]
  package var target: Int
  /// Today's pins with the bumps: validated red.
  package var point: Point
}
