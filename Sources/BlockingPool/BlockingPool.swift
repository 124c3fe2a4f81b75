import Foundation

/// Threads for calls that block: libgit2, `curl_easy_perform`, waits for processes.
///
/// Swift's cooperative pool has one thread per core and must never wait; eight blocking calls on
/// two cores delay every timer of the process by seconds. Work sent here runs on threads of its own.
package final class BlockingPool: TaskExecutor, @unchecked Sendable {
  // @unchecked: `jobs` and `idle` are only touched while `condition` is locked.
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var idle = 0
  private var threads = 0
  private let limit: Int

  /// A pool of at most `limit` threads, started when there is work for them.
  package init(limit: Int = 16) {
    self.limit = limit
  }

  /// The pool that the whole process shares.
  package static let shared = BlockingPool()

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    condition.lock()
    defer { condition.unlock() }
    jobs.append(job)
    if idle == 0, threads < limit {
      threads += 1
      startThread()
    } else {
      condition.signal()
    }
  }

  /// Runs `body` on one of the pool's threads and waits for it without blocking the caller's.
  package func run<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await Task(executorPreference: self) {
      () async -> Result<Value, Failure> in
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }.value
    return try result.get()
  }

  private func startThread() {
    let thread = Thread { [self] in serve() }
    thread.name = "blocking-pool"
    thread.start()
  }

  private func serve() {
    while true {
      next().runSynchronously(on: asUnownedTaskExecutor())
    }
  }

  private func next() -> UnownedJob {
    condition.lock()
    defer { condition.unlock() }
    while jobs.isEmpty {
      idle += 1
      condition.wait()
      idle -= 1
    }
    return jobs.removeFirst()
  }
}
