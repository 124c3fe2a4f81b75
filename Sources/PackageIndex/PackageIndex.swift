import BlockingPool
import Foundation
import HTTP
import ReleaseModel

/// All places where pip looks for packages, asked as one.
package struct PackageIndex: Sendable {
  let configuration: PipConfiguration
  let client: HTTPClient
  let pool: BlockingPool
  private let pages: ETagCache?
  private let limits: HTTPLimits

  /// `client` must trust ``PipConfiguration/certificateBundle``; pages are kept in `cache`, so that
  /// an index that has nothing new answers in a few bytes.
  package init(
    _ configuration: PipConfiguration, client: HTTPClient, pool: BlockingPool, pages: ETagCache?,
    limits: HTTPLimits = HTTPLimits(size: largestPage)
  ) {
    self.configuration = configuration
    self.client = client
    self.pool = pool
    self.pages = pages
    self.limits = limits
  }

  /// What the places say about `project`, each asked at the same time as the others.
  func reading(of project: ProjectName) async -> IndexReading {
    let places =
      configuration.findLinks.map(IndexPlace.findLinks)
      + configuration.indexes.map(IndexPlace.index)
    let readings = await withTaskGroup(of: (Int, PlaceReading).self) { group in
      for (number, place) in places.enumerated() {
        group.addTask { (number, await reading(of: project, at: place)) }
      }
      var answers: [Int: PlaceReading] = [:]
      for await (number, reading) in group { answers[number] = reading }
      return places.indices.compactMap { answers[$0] }
    }
    return IndexReading(readings, of: project)
  }

  private func reading(of project: ProjectName, at place: IndexPlace) async -> PlaceReading {
    switch place {
    case .index(let base):
      do throws(HTTPURLError) {
        return await page(at: try base.pageURL(of: project))
      } catch {
        return .unknown(because: "\(base.redacted): \(error.found)")
      }
    case .findLinks(.page(let url)):
      switch await page(at: url) {
      case .page(let page): return page.onlyFiles(of: project)
      case .nothing: return .nothing
      case .unknown(let why): return .unknown(because: why)
      }
    case .findLinks(.folder(let folder)):
      return await pool.run { IndexPage.reading(of: folder, for: project) }
    }
  }

  private func page(at url: HTTPURL) async -> PlaceReading {
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await send(request(.get, url, accepting: IndexPage.accepted))
    } catch {
      return .unknown(because: "\(error.url): \(error.found)")
    }
    switch response.status {
    case 200: break
    case 404, 410: return .nothing
    default: return .unknown(because: "\(url.redacted): \(oddStatus(response.status))")
    }
    do throws(IndexPageError) {
      return .page(try IndexPage(response))
    } catch {
      return .unknown(because: "\(response.finalURL.redacted) \(error.found)")
    }
  }

  private func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard let pages else { return try await client.send(request) }
    return try await client.send(request, keptIn: pages)
  }

  /// A request to a place that pip is configured with, or to a file that such a place lists.
  func request(_ method: HTTPMethod, _ url: HTTPURL, accepting types: String? = nil) -> HTTPRequest
  {
    var request = HTTPRequest(method, url)
    request.headers["Accept"] = types
    request.authorization = configuration.authorization(for: url.origin)
    request.allowsCleartext = configuration.allowsCleartext(to: url.origin)
    request.redirects = .follow(limit: 5, to: .anySecure)
    request.limits = limits
    return request
  }
}

/// One place, as pip distinguishes them.
private enum IndexPlace: Sendable {
  case findLinks(PipConfiguration.FindLinks)
  case index(HTTPURL)
}

extension HTTPURL {
  /// The page of `project`, with the final slash that the specification demands of clients.
  fileprivate func pageURL(of project: ProjectName) throws(HTTPURLError) -> HTTPURL {
    let base = path.hasSuffix("/") ? path : path + "/"
    return try resolving("\(base)\(project)/")
  }
}

extension IndexPage {
  /// A find-links page lists files of many projects.
  fileprivate func onlyFiles(of project: ProjectName) -> PlaceReading {
    let own = files.filter { $0.version(of: project) != nil }
    return own.isEmpty ? .nothing : .page(IndexPage(files: own))
  }

  /// The files of `project` in a folder; a folder that is not there holds nothing, as for pip.
  fileprivate static func reading(of folder: URL, for project: ProjectName) -> PlaceReading {
    let disk = FileManager.default
    var isFolder: ObjCBool = false
    guard disk.fileExists(atPath: folder.path, isDirectory: &isFolder) else { return .nothing }
    guard isFolder.boolValue else { return .unknown(because: notAFolder(folder)) }
    guard let names = try? disk.contentsOfDirectory(atPath: folder.path) else {
      return .unknown(because: notReadable(folder))
    }
    let files = names.sorted().filter(isFileName).map { name in
      IndexFile(name: name, location: .local(folder.appending(path: name)))
    }
    return IndexPage(files: files).onlyFiles(of: project)
  }
}

private func oddStatus(_ status: Int) -> String {
  switch status {
  case 401, 403: "answered \(status); the credentials in pip's configuration are missing or refused"
  default: "answered \(status)"
  }
}

private func notAFolder(_ place: URL) -> String {
  "\(place.path) is not a folder; roller supports find-links to folders and http(s) pages"
}

private func notReadable(_ place: URL) -> String { "\(place.path) cannot be read" }
