/// Who our commits and tags are by.
///
/// Fixed, because a commit's id depends on it: two machines that make the same roll make the same
/// commit. The domain is one that cannot be owned (<https://www.rfc-editor.org/rfc/rfc2606>).
package enum RollerIdentity {
  package static let name = "OpenXLA compiler roller"
  package static let email = "roller@openxla-compiler-release.invalid"
}
