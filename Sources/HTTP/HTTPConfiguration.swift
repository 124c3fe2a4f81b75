/// What all requests of a client have in common.
///
/// Nothing here is read from the environment: whoever starts the program does that.
package struct HTTPConfiguration: Sendable {
  /// The `User-Agent`, which GitHub demands.
  package var userAgent: String
  /// A file of PEM certificates to trust instead of the system's, as `SSL_CERT_FILE` names it.
  package var certificateBundle: String?
  /// As <https://curl.se/libcurl/c/CURLOPT_PROXY.html>; nil means none, whatever the environment says.
  package var proxy: String?
  /// Hosts that are not asked through the proxy, comma-separated; `*` for all.
  package var proxyExceptions: String?
  /// Secrets of the process, hidden in every log line and error.
  package var secrets: [Secret]

  package init(
    userAgent: String = "openxla-compiler-release", certificateBundle: String? = nil,
    proxy: String? = nil, proxyExceptions: String? = nil, secrets: [Secret] = []
  ) {
    self.userAgent = userAgent
    self.certificateBundle = certificateBundle
    self.proxy = proxy
    self.proxyExceptions = proxyExceptions
    self.secrets = secrets
  }
}
