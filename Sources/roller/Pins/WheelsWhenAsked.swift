import CommandLineTool
import ReleaseModel
import Rolling
import Upstreams

/// The index, looked up when the first question about a wheel comes: asking pip how it is configured
/// takes near half a second, and most pins are commits.
actor WheelsWhenAsked: WheelUpstream {
  private let make: @Sendable () async throws -> FetchedWheels
  private var making: Task<FetchedWheels, any Error>?

  init(_ make: @escaping @Sendable () async throws -> FetchedWheels) {
    self.make = make
  }

  func survey(_ question: SurveyQuestion) async -> Survey {
    do { return try await wheels().survey(question) } catch {
      return Survey(
        component: question.component.name, answer: .unknown(because: message(of: error)),
        pinned: nil)
    }
  }

  func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel> {
    do { return try await wheels().revisions(in: pin, of: component, for: targets) } catch {
      return .failure(UnreadWheel(because: message(of: error)))
    }
  }

  private func wheels() async throws -> FetchedWheels {
    let task = making ?? Task { [make] in try await make() }
    making = task
    return try await task.value
  }

  private func message(of error: any Error) -> String {
    (error as? CommandFailure)?.message ?? "\(error)"
  }
}
