import ReleaseModel
import SafeText

/// One argument of `roller pin`: a component, and where it shall stand.
///
/// Prints and parses back to the same value.
package struct PinRequest: Sendable, Hashable, CustomStringConvertible {
  package let component: ComponentName
  /// Nil when only the component was named.
  package let aim: PinAim?

  package init(component: ComponentName, aim: PinAim? = nil) {
    self.component = component
    self.aim = aim
  }

  package var description: String { "\(component)\(aim?.description ?? "")" }

  /// Parses `text`, or says what is wrong with it.
  ///
  /// `components` are all names that there are: `iree-3` goes three commits back unless a component
  /// has that very name.
  package init(_ text: String, components: [ComponentName]) throws(PinSyntaxError) {
    let name = text.prefix { !"@=+".contains($0) }
    let rest = String(text.dropFirst(name.count))
    let known = PinnedNames(components)
    switch rest.first {
    case "@":
      component = try known.component(String(name), in: text)
      aim = try Self.aim(String(rest.dropFirst()), of: component, in: text)
    case "=":
      component = try known.component(String(name), in: text)
      aim = try Self.version(String(rest.dropFirst()), of: component, in: text)
    case "+":
      component = try known.component(String(name), in: text)
      guard let count = PinAim.steps(rest) else { throw .noAim(text, component) }
      aim = .steps(count)
    case .some, nil:
      (component, aim) = try known.componentAndStepsBack(text)
    }
  }

  private static func aim(
    _ text: String, of component: ComponentName, in whole: String
  ) throws(PinSyntaxError) -> PinAim {
    guard let aim = PinAim(revision: text) else { throw .noAim(whole, component) }
    return aim
  }

  private static func version(
    _ text: String, of component: ComponentName, in whole: String
  ) throws(PinSyntaxError) -> PinAim {
    // A second "=" is how pip writes it.
    let text = text.hasPrefix("=") ? String(text.dropFirst()) : text
    guard let version = PythonVersion(text) else { throw .noVersion(whole, component) }
    return .version(version)
  }
}

/// The names that a request may start with.
private struct PinnedNames {
  private let names: [ComponentName]

  init(_ names: [ComponentName]) {
    self.names = names
  }

  func component(_ text: String, in whole: String) throws(PinSyntaxError) -> ComponentName {
    guard let name = ComponentName(text), names.contains(name) else {
      throw .unknownComponent(text, among: names, in: whole)
    }
    return name
  }

  /// `iree`, or `iree-3`.
  func componentAndStepsBack(_ text: String) throws(PinSyntaxError) -> (ComponentName, PinAim?) {
    if let name = ComponentName(text), names.contains(name) { return (name, nil) }
    if let sign = text.lastIndex(of: "-"), let count = PinAim.steps(String(text[sign...])),
      let name = ComponentName(String(text[..<sign])), names.contains(name)
    {
      return (name, .steps(count))
    }
    throw .unknownComponent(text, among: names, in: text)
  }
}
