import CommandLineTool
import Containers
import Desk
import Errors
import Foundation
import Git
import HTTP
import PackageIndex
import Processes
import ReleaseRepository

extension Surroundings {
  /// libcurl's own variables for proxies and certificates, read here and passed down.
  var httpConfiguration: HTTPConfiguration {
    HTTPConfiguration(
      userAgent: "openxla-compiler-roller/0.1",
      certificateBundle: environment["SSL_CERT_FILE"] ?? environment["CURL_CA_BUNDLE"],
      proxy: environment["https_proxy"] ?? environment["HTTPS_PROXY"],
      proxyExceptions: environment["no_proxy"] ?? environment["NO_PROXY"])
  }

  /// The repository that git, or `around`, or the folder of this process says.
  func repositoryPlace(around place: URL? = nil) throws(CommandFailure) -> RepositoryPlace {
    try RepositoryPlace(environment: environment, folder: place ?? folder) {
      Git.Repository(at: $0)
    }
  }

  /// What the release repository in the clone `root` says of its past.
  func history(of root: URL) -> ReleaseHistory { ReleaseHistory(Git.Repository(at: root.path)) }

  /// The index of this machine's configuration.
  func packageIndex() async throws(Failure) -> PackageIndex {
    let pip = try await PipConfiguration.read(
      by: SystemPython(environment: environment), home: home?.path ?? "/", folder: folder)
    let client = HTTPClient(pool: .shared, configuration: httpConfiguration.trusting(pip))
    return PackageIndex(
      pip, client: client, pool: .shared,
      pages: .inFolder(cacheFolder.appendingPathComponent("index")))
  }

  var machine: Machine {
    Machine(
      runner: SubprocessRunner(), environment: environment,
      process: ProcessInfo.processInfo.processIdentifier, user: geteuid(), group: getegid())
  }
}

extension HTTPConfiguration {
  /// This configuration with pip's certificates, and its passwords hidden.
  func trusting(_ pip: PipConfiguration) -> HTTPConfiguration {
    var configuration = self
    configuration.certificateBundle = pip.certificateBundle ?? certificateBundle
    configuration.secrets += pip.secrets
    return configuration
  }
}
