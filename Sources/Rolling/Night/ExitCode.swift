/// What the process tells its caller.
package enum ExitCode: Int32, Sendable, CaseIterable {
  case done = 0
  case usage = 2
  case badData = 3
  case refused = 4
  case tryLater = 5
  case remoteSaidNo = 6
  case nothingGreen = 7
}
