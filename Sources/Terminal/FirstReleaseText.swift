import JSON
import ReleaseModel
import ReleaseRepository
import SafeText

/// What `roller when` found.
package struct FirstReleaseText {
  private let component: ComponentName
  private let found: FirstRelease?
  private let cut: CutHistory?

  package init(_ component: ComponentName, _ found: FirstRelease?, _ cut: CutHistory?) {
    self.component = component
    self.found = found
    self.cut = cut
  }

  package func text(_ style: Style) -> String {
    let rest = cut.map { "\n" + $0.text } ?? ""
    guard let found else {
      return (cut == nil ? "no release contains it yet" : "no release of this clone contains it")
        + rest
    }
    return style.bold("\(found.tag)") + (cut == nil ? "" : " or an earlier release")
      + "  (\(component) at \(found.pin.label), commit \(found.commit.abbreviated))" + rest
  }

  package var json: JSONValue {
    guard found != nil || cut != nil else { return .null }
    var object = JSONObject()
    object["release"] = found.map { .string("\($0.tag)") } ?? .null
    object["commit"] = found.map { .string("\($0.commit)") } ?? .null
    object["pin"] = found?.pin.json() ?? .null
    if let cut { object["incomplete"] = cut.json }
    return .object(object)
  }
}
