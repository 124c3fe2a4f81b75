/// What `roller check` looks at.
package enum CheckScope: Sendable, Equatable {
  case folder
  case staged
  case commit(String)
  case range(base: String, tip: String)
}
