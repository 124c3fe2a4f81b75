import Errors
import ReleaseModel
import RollPlanning

/// Asks the repository or its forge, and calls its errors the night's.
func asking<Value>(
  _ body: () async throws(Failure) -> Value
) async throws(NightError) -> Value {
  do throws(Failure) { return try await body() } catch { throw .failed(error) }
}

extension ReleaseConfiguration {
  /// The configuration in `files`; every mistake in it is the night's.
  static func found(in files: [RepositoryFile]) throws(NightError) -> ReleaseConfiguration {
    do throws(Mistakes) { return try read(files) } catch { throw .badData(error) }
  }

  /// The schedule `name`, or which ones there are.
  func schedule(_ name: ScheduleName) throws(NightError) -> Schedule {
    guard let schedule = schedules[name] else {
      throw .unknownSchedule(name, known: schedules.keys.sorted())
    }
    return schedule
  }
}
