import Errors
import Foundation
import JSON
import ReleaseModel

/// What a wheel records about itself, read without installing or importing it.
package struct WheelMetadata: Sendable, Equatable {
  /// As `METADATA` names the project.
  package let name: String
  package let version: PythonVersion
  package let requiresPython: String?
  /// The lines of `Requires-Dist`.
  package let requirements: [String]
  /// What the wheel was built from: the commit of each project that its `version.py` lists.
  package let revisions: [String: Revision]

  /// Reads `METADATA` and the literal `REVISIONS` of every `version.py` in `wheel`.
  ///
  /// The files are parsed as data, never executed; entries above a mebibyte are refused unread, so
  /// that an archive bomb costs nothing.
  package static func read(_ wheel: URL, by python: some Python)
    async throws(Failure) -> WheelMetadata
  {
    let answer: String
    do throws(Failure) {
      answer = try await python.output(of: question, [wheel.path])
    } catch {
      throw Failure(error, doing: "reading \(wheel.lastPathComponent)")
    }
    guard let json = try? JSONValue(parsing: answer) else {
      throw unclear(wheel, "Python's answer was not understood")
    }
    if let problem = json["problem"]?.string { throw unclear(wheel, shown(problem)) }
    return try WheelMetadata(json, of: wheel)
  }

  private init(_ json: JSONValue, of wheel: URL) throws(Failure) {
    guard let name = json["name"]?.string, let text = json["version"]?.string,
      let version = PythonVersion(text)
    else { throw unclear(wheel, "METADATA has no name or no version of PEP 440") }
    guard let named = WheelFileName(wheel.lastPathComponent), named.version == version,
      ProjectName(normalizing: name) == named.project
    else {
      throw unclear(wheel, "METADATA says \(shown(name)) \(version), unlike the file name")
    }
    self.name = name
    self.version = version
    requiresPython = json["requires-python"]?.string
    requirements = json["requires-dist"]?.array?.compactMap(\.string) ?? []
    var revisions: [String: Revision] = [:]
    for (project, value) in json["revisions"]?.object ?? JSONObject() {
      revisions[project] = value.string.flatMap { Revision($0) }
    }
    self.revisions = revisions
  }

  /// The standard library's archive reader, header parser and literal evaluator
  /// (<https://docs.python.org/3/library/ast.html#ast.literal_eval>).
  private static let question = """
    import sys
    sys.path[:] = [p for p in sys.path if p]
    import ast, email.parser, json, zipfile
    LIMIT = 1 << 20

    def text(archive, entry):
        if entry.file_size > LIMIT:
            raise ValueError(f"{entry.filename} has {entry.file_size} bytes; the limit is {LIMIT}")
        with archive.open(entry) as file:
            data = file.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise ValueError(f"{entry.filename} is longer than it says")
        return data.decode()

    def revisions(source):
        for line in ast.parse(source).body:
            if isinstance(line, ast.Assign) and any(
                isinstance(t, ast.Name) and t.id == "REVISIONS" for t in line.targets):
                found = ast.literal_eval(line.value)
                return {str(k): str(v) for k, v in found.items()}
        return {}

    def read(path):
        answer = {"revisions": {}}
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                parts = entry.filename.split("/")
                if len(parts) == 2 and parts[0].endswith(".dist-info") and parts[1] == "METADATA":
                    head = email.parser.HeaderParser().parsestr(text(archive, entry))
                    answer["name"] = head["Name"]
                    answer["version"] = head["Version"]
                    answer["requires-python"] = head["Requires-Python"]
                    answer["requires-dist"] = head.get_all("Requires-Dist")
                elif parts[-1] == "version.py":
                    answer["revisions"].update(revisions(text(archive, entry)))
        return answer

    try:
        print(json.dumps(read(sys.argv[1])))
    except Exception as error:
        print(json.dumps({"problem": f"{type(error).__name__}: {error}"}))
    """
}

private func unclear(_ wheel: URL, _ found: String) -> Failure {
  Failure(
    .badData, doing: "reading \(wheel.lastPathComponent)", found: found,
    hint:
      "delete the file and fetch it again; if that does not help, the wheel was built incorrectly")
}
