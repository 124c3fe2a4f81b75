import JSON

/// Reads the limits of a schedule; what is not given is as ``RollLimits/standard`` has it.
struct LimitsReader {
  func limits(_ cursor: Cursor) -> RollLimits? {
    guard let members = cursor.members(.limits) else { return nil }
    _ = members["why"]?.text()
    let standard = RollLimits.standard
    let validations = whole(members["validations"], in: 1...10_000, else: standard.validations)
    let attempts = whole(
      members["attempts-per-pin-set"], in: 1...100, else: standard.attemptsPerPinSet)
    let workers = whole(members["workers"], in: 1...64, else: standard.workers)
    let openFor = members["open-for"].map(DurationReader.openFor.seconds) ?? standard.openFor
    guard let validations, let attempts, let workers, let openFor else { return nil }
    return RollLimits(
      validations: validations, attemptsPerPinSet: attempts, openFor: openFor, workers: workers)
  }

  private func whole(_ cursor: Cursor?, in range: ClosedRange<Int64>, else standard: Int) -> Int? {
    guard let cursor else { return standard }
    return cursor.whole(in: range).map(Int.init)
  }
}
