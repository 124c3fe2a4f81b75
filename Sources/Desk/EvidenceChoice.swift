import CommandLineTool
import Digest
import ReleaseModel

/// The evidence that a person means: that of a pin set, or one record.
package struct EvidenceChoice: Sendable {
  /// Hexadecimal digits, at least 8.
  private let digits: String
  private let target: TargetName?

  package init(_ text: String, target: String?) throws(CommandFailure) {
    let digits = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
    guard (8...64).contains(digits.utf8.count),
      digits.utf8.allSatisfy({
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
          || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      })
    else {
      throw CommandFailure(
        .usage,
        "\(quoted(text)) cannot be a digest: expected 8 to 64 of the digits 0-9 and a-f"
          + "\n  hint: roller evidence lists the digests")
    }
    self.digits = digits
    self.target = try target.map { (name) throws(CommandFailure) in
      guard let target = TargetName(name) else {
        throw CommandFailure(.usage, "\(quoted(name)) cannot be a target: \(TargetName.grammar)")
      }
      return target
    }
  }

  /// What it names in `recorded`: records that count, and records that were struck already.
  package func records(
    in recorded: RecordedEvidence
  ) throws(CommandFailure) -> (records: [Evidence], struck: [StruckEvidence]) {
    let records = recorded.records.filter(names)
    let struck = recorded.struck.filter { names($0.evidence) }
    let all = records + struck.map(\.evidence)
    guard !all.isEmpty else {
      let place = target.map { " on \($0)" } ?? ""
      throw CommandFailure(
        .badData,
        "looking for evidence of \(digits)\(place): none is recorded"
          + "\n  hint: roller evidence lists the digests of pin sets and of evidence")
    }
    let isOneSet = Set(all.map(\.subject.pinSet)).count == 1
    guard isOneSet else {
      throw CommandFailure(
        .badData,
        "looking for evidence of \(digits): more than one pin set has evidence with that digest"
          + "\n  hint: give more digits")
    }
    return (records, struck)
  }

  private func names(_ evidence: Evidence) -> Bool {
    guard target.map({ $0 == evidence.subject.target }) ?? true else { return false }
    return evidence.digest.hexadecimal.hasPrefix(digits)
      || evidence.subject.pinSet.hexadecimal.hasPrefix(digits)
  }
}
