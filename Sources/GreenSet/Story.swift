/// What happened, in order; saying the same thing twice says it once.
struct Story: Sendable {
  private(set) var events: [SearchEvent] = []
  private var said: Set<SearchEvent> = []

  mutating func tell(_ event: SearchEvent) {
    if case .judged = event {
      events.append(event)
    } else if said.insert(event).inserted {
      events.append(event)
    }
  }
}
