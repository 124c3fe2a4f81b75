internal import CCrypto

/// SHA-256 over bytes that arrive in pieces.
///
/// libcrypto's EVP interface: <https://docs.openssl.org/3.0/man3/EVP_DigestInit/>.
package struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer

  package init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      fatalError("libcrypto could not start SHA-256: out of memory, or a build without it")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds `bytes` to what is hashed.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// Adds the bytes behind `buffer`, without copying them.
  package mutating func update(_ buffer: UnsafeRawBufferPointer) {
    guard let base = buffer.baseAddress else { return }
    let code = EVP_DigestUpdate(context, base, buffer.count)
    precondition(code == 1, "EVP_DigestUpdate fails only on a context that was not initialised")
  }

  /// The digest of everything added.
  package consuming func finish() -> SHA256Digest {
    var raw = [UInt8](repeating: 0, count: 32)
    let code = EVP_DigestFinal_ex(context, &raw, nil)
    precondition(code == 1, "EVP_DigestFinal_ex fails only on a context that was not initialised")
    return SHA256Digest(raw: raw)
  }
}
