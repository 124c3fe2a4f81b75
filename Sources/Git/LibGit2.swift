internal import CGit2

/// libgit2 itself, started once for the process and cut off from the machine's configuration.
///
/// `url.*.insteadOf`, `safe.directory`, hooks paths and identities of the user who happens to run us
/// must not change what we read, write or connect to.
enum LibGit2 {
  /// The largest object that a received pack may declare, in bytes.
  static let largestObject = 512 << 20
  /// The most objects that a received pack may hold; LLVM's whole history has about 7 million.
  static let mostObjects = 32 << 20

  /// Starts the library before the first call; later reads cost nothing.
  static let start: Void = {
    git_libgit2_init()
    let levels = [
      GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
      GIT_CONFIG_LEVEL_GLOBAL,
    ]
    for level in levels { cgit2_set_search_path(level, "") }
    // Refs are our only durable truth, so a commit that was acknowledged survives power loss.
    cgit2_enable_fsync(1)
    // Like git: ids are computed when objects arrive, and zlib's checksum guards them at rest. Hashing
    // each object again whenever it is read makes up a quarter of a walk's cost.
    cgit2_verify_hashes(0)
    // git itself marks a partial clone with it; libgit2 reads such repositories well.
    cgit2_allow_extension("partialclone")
    cgit2_set_pack_max_objects(mostObjects)
    cgit2_set_pack_max_object_size(largestObject)
  }()
}

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
