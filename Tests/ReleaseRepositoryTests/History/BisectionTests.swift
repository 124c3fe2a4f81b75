import ReleaseModel
import ReleaseRepository
import Testing

@Suite(.timeLimit(.minutes(20))) struct BisectionTests {
  @Test("the first bad one is found within the promised number of tries", arguments: 2...40)
  func finds(count: Int) throws {
    for first in 1..<count {
      var bisection = try #require(Bisection(count: count))
      let promised = bisection.remaining
      var tries = 0
      while let index = bisection.next {
        bisection.record(index >= first ? .bad : .good, at: index)
        tries += 1
      }
      #expect(bisection.outcome == .found(first))
      #expect(tries <= promised)
    }
  }

  @Test("what cannot be tried widens the answer, and never makes it wrong", arguments: 0..<64)
  func skips(mask: Int) throws {
    let count = 8
    let skipped = Set((1...6).filter { mask & (1 << ($0 - 1)) != 0 })
    for first in 1..<count {
      var bisection = try #require(Bisection(count: count))
      while let index = bisection.next {
        let answer: Bisection.Answer =
          skipped.contains(index) ? .skip : index >= first ? .bad : .good
        bisection.record(answer, at: index)
      }
      switch bisection.outcome {
      case .found(let index): #expect(index == first)
      case .oneOf(let indices):
        #expect(indices.contains(first))
        #expect(indices.dropLast().allSatisfy(skipped.contains))
      }
    }
  }

  @Test("fewer than two leave nothing to search")
  func tooFew() {
    #expect(Bisection(count: 1) == nil)
  }

  @Test("the way from one pin set to another moves one component at a time")
  func path() throws {
    let good = PinSet([(try name("a"), try pin(1)), (try name("b"), try pin(1))])
    let bad = PinSet([(try name("a"), try pin(2)), (try name("b"), try pin(2))])
    let path = PinPath(from: good, to: bad)
    #expect(path.count == 3)
    #expect(path.moved(at: 0).isEmpty)
    #expect(path.moved(at: 2).map(\.component) == [try name("a"), try name("b")])
    #expect(path.bump(before: 2)?.component == (try name("b")))
    #expect(path.bump(before: 0) == nil)
  }
}

private func pin(_ number: Int) throws -> Pin {
  .git(GitPin(revision: try #require(Revision(revision(number)))))
}
