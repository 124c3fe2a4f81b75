import ReleaseModel

/// The port to a Python index, for those who also ask what its wheels record.
package protocol WheelUpstream: Upstream {
  /// The commits that the wheel of `pin` says it was built from, by its own names for them.
  func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel>
}

/// Why a wheel's own record could not be read.
package struct UnreadWheel: Error, Sendable, Equatable {
  package let because: String

  package init(because: String) {
    self.because = because
  }
}

/// No Python index: for those whose components all come from repositories.
package struct NoIndex: WheelUpstream {
  package init() {}

  package func survey(_ question: SurveyQuestion) async -> Survey {
    Survey(component: question.component.name, answer: .unknown(because: "no index"), pinned: nil)
  }

  package func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel> {
    .failure(UnreadWheel(because: "no index"))
  }
}
