internal import CGit2

/// One libgit2 object, owned: freed once, when its scope ends.
struct Handle: ~Copyable {
  let raw: OpaquePointer
  private let release: (OpaquePointer?) -> Void

  init(_ raw: OpaquePointer, _ release: @escaping (OpaquePointer?) -> Void) {
    self.raw = raw
    self.release = release
  }

  deinit {
    release(raw)
  }
}
