/// How upstream itself says that a commit of its branch is good.
package enum GreenMark: Sendable, Hashable {
  /// A tag whose name matches a pattern with `*`.
  case tags(String)
}
