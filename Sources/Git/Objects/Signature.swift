internal import CGit2

/// Who wrote something, and when.
package struct Signature: Sendable, Hashable {
  package let name: String
  package let email: String
  /// Seconds since 1970 (UTC), kept within 0 … 2³²−1 when read: upstream dates can be absurd.
  package let seconds: Int64
  /// Minutes east of UTC.
  package let offset: Int

  /// Never asks the clock: the same signature makes the same commit id.
  package init(name: String, email: String, seconds: Int64, offset: Int = 0) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.offset = offset
  }
}

extension Signature {
  init(_ raw: UnsafePointer<git_signature>?) {
    guard let raw else {
      self.init(name: "", email: "", seconds: 0)
      return
    }
    self.init(
      name: raw.pointee.name.map { repaired($0) } ?? "",
      email: raw.pointee.email.map { repaired($0) } ?? "",
      seconds: clamped(raw.pointee.when.time), offset: Int(raw.pointee.when.offset))
  }

  /// libgit2's form of it, owned by the caller's scope.
  func withRaw<Value>(
    in repository: String,
    _ body: (UnsafePointer<git_signature>) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    _ = LibGit2.start
    var raw: UnsafeMutablePointer<git_signature>?
    let code = git_signature_new(&raw, name, email, seconds, Int32(offset))
    guard code == 0, let raw else {
      throw GitError(code: code, while: "sign as \(name) <\(email)>", in: repository)
    }
    defer { git_signature_free(raw) }
    return try body(UnsafePointer(raw))
  }
}

/// Upstream text may be in any encoding; what is not UTF-8 is replaced, never refused.
func repaired(_ text: UnsafePointer<CChar>) -> String {
  String(cString: text)
}

func clamped(_ seconds: Int64) -> Int64 {
  min(max(seconds, 0), Int64(UInt32.max))
}
