import Errors
import JSON
import ReleaseModel
import Rolling

/// A place in an answer of the forge, read strictly: a field of another type is an error that names it.
struct Reply: Sendable {
  let value: JSONValue
  /// RFC 6901.
  let pointer: String
  let doing: String

  func integer(_ key: String) throws(Failure) -> Int {
    guard let number = value[key]?.integer, let small = Int(exactly: number) else {
      throw malformed(key, expected: "an integer")
    }
    return small
  }

  func text(_ key: String) throws(Failure) -> String {
    guard let text = value[key]?.string else { throw malformed(key, expected: "a string") }
    return text
  }

  /// The text of a field that may be null or missing.
  func optionalText(_ key: String) throws(Failure) -> String? {
    switch value[key] {
    case nil, .null?: return nil
    case .string(let text)?: return text
    case .some: throw malformed(key, expected: "a string or null")
    }
  }

  /// The moment in a field that may be null or missing.
  func moment(_ key: String) throws(Failure) -> Timestamp? {
    guard let text = try optionalText(key) else { return nil }
    guard let moment = Timestamp(text) else { throw malformed(key, expected: "a moment in UTC") }
    return moment
  }

  func flag(_ key: String) throws(Failure) -> Bool {
    guard let flag = value[key]?.bool else { throw malformed(key, expected: "a boolean") }
    return flag
  }

  func revision(_ key: String) throws(Failure) -> Revision {
    guard let revision = Revision(try text(key)) else {
      throw malformed(key, expected: "a full commit id")
    }
    return revision
  }

  func member(_ key: String) throws(Failure) -> Reply {
    guard let member = value[key], member.object != nil else {
      throw malformed(key, expected: "an object")
    }
    return Reply(value: member, pointer: pointer + "/" + key, doing: doing)
  }

  func list(_ key: String) throws(Failure) -> [Reply] {
    guard let list = value[key] else { throw malformed(key, expected: "an array") }
    return try Reply(value: list, pointer: pointer + "/" + key, doing: doing).elements()
  }

  func elements() throws(Failure) -> [Reply] {
    guard let elements = value.array else {
      throw Failure(
        .malformed, doing: doing, found: "\(value.kind) at \"\(pointer)\"; expected an array",
        hint: "see --http-log")
    }
    return elements.enumerated().map { index, element in
      Reply(value: element, pointer: "\(pointer)/\(index)", doing: doing)
    }
  }

  func malformed(_ key: String, expected: String) -> Failure {
    Failure(
      .malformed, doing: doing,
      found: "\(value[key]?.kind ?? "nothing") at \"\(pointer)/\(key)\"; expected \(expected)",
      hint: "see --http-log")
  }
}
