import Foundation
import ReleaseModel
import Testing

@Suite("Baseline", .timeLimit(.minutes(10)))
struct BaselineTests {
  @Test func dump() throws {
    let to = ProcessInfo.processInfo.environment["BASELINE"] ?? "/tmp/baseline.txt"
    var out = ""
    for (index, (path, files)) in try DamagedFiles.all(6000, seed: 11).enumerated() {
      out += "== \(index) \(path)\n"
      do throws(Mistakes) {
        let read = try ReleaseConfiguration.read(files: files)
        out += read.warnings.map { "\($0)\n" }.joined()
        out += "\(read.components)\n\(read.targets)\n\(read.schedules.sorted { $0.key < $1.key })\n\(read.versionInfo.pins) \(read.versionInfo.holds.sorted { $0.key < $1.key }) \(read.versionInfo.denials.mapValues { $0.sorted { $0.key < $1.key } }.sorted { $0.key < $1.key })\n".replacing(/names: \[.*?\]/, with: "")
        for (name, package) in read.packages.sorted(by: { $0.key < $1.key }) {
          out += "\(name) \(package.inputs) \(package.needs) \(package.build) \(String(describing: package.check)) \(package.plugins) \(package.targets.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.checks) \($0.value.optional.sorted())" })\n"
        }
      } catch { out += "exit \(error.exitCode)\n\(error)\n" }
    }
    try out.write(toFile: to, atomically: true, encoding: .utf8)
  }
}
