import ReleaseModel
import SafeText

/// The argument of `roller try`: `COMPONENT=PLACE@REVISION`, where PLACE is a folder or a URL.
///
/// Prints and parses back to the same value.
package struct TryRequest: Sendable, Hashable, CustomStringConvertible {
  package enum Place: Sendable, Hashable, CustomStringConvertible {
    /// A repository of this machine, as it was written.
    case folder(String)
    case url(RepositoryURL)

    package var description: String {
      switch self {
      case .folder(let path): path
      case .url(let url): url.description
      }
    }
  }

  package let component: ComponentName
  package let place: Place
  /// A reference or a commit's id; `HEAD` when none was given.
  package let revision: BranchName

  package var description: String { "\(component)=\(place)@\(revision)" }

  /// Parses `text`, or says what is wrong with it; `components` are all names that there are.
  package init(_ text: String, components: [ComponentName]) throws(PinSyntaxError) {
    guard let sign = text.firstIndex(of: "=") else { throw .noPlace(text) }
    let name = String(text[..<sign])
    guard let component = ComponentName(name), components.contains(component) else {
      throw .unknownComponent(name, among: components, in: text)
    }
    self.component = component
    let rest = text[text.index(after: sign)...]
    // The last one: a folder's name may have others, a revision none that matters here.
    let at = rest[Self.path(of: rest)...].lastIndex(of: "@") ?? rest.endIndex
    place = try Self.place(String(rest[..<at]), in: text)
    revision = try Self.revision(String(rest[at...].dropFirst()), in: text)
  }

  /// Where the path starts: what stands before it in a URL may be a password, and no revision.
  private static func path(of place: Substring) -> Substring.Index {
    guard let scheme = place.firstRange(of: "://") else { return place.startIndex }
    return place[scheme.upperBound...].firstIndex(of: "/") ?? place.endIndex
  }

  private static func place(_ text: String, in whole: String) throws(PinSyntaxError) -> Place {
    guard !text.isEmpty, !text.utf8.contains(0) else { throw .noPlace(whole) }
    guard text.contains("://") else { return .folder(text) }
    do throws(RepositoryURL.Fault) { return .url(try RepositoryURL(text)) } catch {
      throw PinSyntaxError(
        found: "found \(error.found); expected \(error.expected)", hint: error.hint)
    }
  }

  private static func revision(
    _ text: String, in whole: String
  ) throws(PinSyntaxError) -> BranchName {
    guard let revision = BranchName(text.isEmpty ? "HEAD" : text) else { throw .noPlace(whole) }
    return revision
  }
}
