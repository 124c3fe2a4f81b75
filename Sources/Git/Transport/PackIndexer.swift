internal import CGit2

/// Takes a pack as it arrives and files it in a repository, complete or not at all.
///
/// libgit2 computes every object's name from its content and checks the pack's own checksum. Its
/// search for missing objects stays off: version 1.5 takes the commits of submodules for missing.
struct PackIndexer: ~Copyable {
  private let repository: OpenRepository
  private let raw: OpaquePointer
  private let exchange: Exchange
  private let limits: TransferLimits
  private var head: [UInt8] = []
  private(set) var progress = git_indexer_progress()
  private(set) var size = 0

  init(
    into repository: consuming OpenRepository, limits: TransferLimits, _ exchange: Exchange
  ) throws(GitError) {
    let folder = repository.gitDirectory + "objects/pack"
    let database = try repository.objectDatabase()
    var raw: OpaquePointer?
    let code = git_indexer_new(&raw, folder, 0, database.raw, nil)
    guard code == 0, let raw else {
      throw GitError(code: code, while: exchange.operation, in: repository.location.path)
    }
    self.repository = repository
    self.raw = raw
    self.exchange = exchange
    self.limits = limits
  }

  deinit {
    git_indexer_free(raw)
  }

  /// Where the pack goes.
  var gitDirectory: String { repository.gitDirectory }

  mutating func append(_ bytes: ArraySlice<UInt8>) throws(GitError) {
    size += bytes.count
    guard size <= limits.pack else {
      throw exchange.error(.limit, "a pack of more than \(limits.pack) bytes")
    }
    try inspectHead(bytes)
    let code = bytes.withUnsafeBytes {
      git_indexer_append(raw, $0.baseAddress, $0.count, &progress)
    }
    try check(code)
  }

  /// Files the pack and returns its path without extension; nil when it held no object.
  mutating func finish() throws(GitError) -> String? {
    guard head.count == headSize else { throw exchange.truncated() }
    guard declaredObjects > 0 else { return nil }
    try check(git_indexer_commit(raw, &progress))
    guard let name = git_indexer_name(raw) else { return nil }
    return "\(gitDirectory)objects/pack/pack-\(String(cString: name))"
  }

  /// libgit2 reserves memory for as many objects as the head declares, so that is judged first.
  private mutating func inspectHead(_ bytes: ArraySlice<UInt8>) throws(GitError) {
    guard head.count < headSize else { return }
    head += bytes.prefix(headSize - head.count)
    guard head.count == headSize, declaredObjects > limits.objects else { return }
    throw exchange.error(
      .limit, "a pack of \(declaredObjects) objects; the limit is \(limits.objects)")
  }

  private var declaredObjects: Int {
    head[8..<12].reduce(0) { $0 << 8 | Int($1) }
  }

  private func check(_ code: Int32) throws(GitError) {
    guard code < 0 else { return }
    throw GitError(code: code, while: exchange.operation, in: exchange.url)
  }
}

/// `PACK`, version and count: <https://git-scm.com/docs/pack-format>.
private let headSize = 12
