/// Everything that is wrong with a schedule's time; never empty.
package struct CronFaults: Error, Sendable, Equatable {
  package enum Part: Sendable, Equatable { case expression, timeZone }

  package struct Fault: Error, Sendable, Equatable {
    package let part: Part
    package let found: String
    package let expected: String
    package let hint: String?
  }

  package let all: [Fault]
}
