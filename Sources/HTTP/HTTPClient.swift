import BlockingPool
import Errors
import Foundation

/// Sends requests: one request in, one response out, within its limits.
///
/// Copies share their connections. Transfers run on the pool's threads; cancelling the task ends
/// the transfer within about a second.
package struct HTTPClient: Sendable {
  let pool: BlockingPool
  let ports: HTTPPorts
  private let configuration: HTTPConfiguration
  private let log: HTTPLog?
  private let handles = CurlHandlePool()
  let clocks = ServerClocks()

  package init(
    pool: BlockingPool, ports: HTTPPorts = .live,
    configuration: HTTPConfiguration = HTTPConfiguration(), log: HTTPLog? = nil
  ) {
    self.pool = pool
    self.ports = ports
    self.configuration = configuration
    self.log = log
  }

  /// Sends `request` and keeps the answer in memory.
  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let hop = Hop(request, setup(for: request, isStreamed: false))
    return try await exchange(request, hop, receiver: nil)
  }

  /// Sends `request` and gives a success's body to `onBytes`, piece by piece, on a pool's thread.
  ///
  /// The body of any other answer is in the response, where it explains itself. Once a piece was
  /// given, the request is not sent again: the bytes that were given out cannot be recalled.
  package func stream(
    _ request: HTTPRequest,
    onBytes: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void
  ) async throws(HTTPError) -> HTTPResponse {
    let hop = Hop(request, setup(for: request, isStreamed: true))
    let receiver = BodyReceiver(receive: onBytes, restart: nil)
    return try await exchange(request, hop, receiver: receiver)
  }

  /// Sends `request` and puts a success's body, as the server keeps it, at `file`.
  ///
  /// The bytes gather in `<file>.partial`, and the file appears complete or not at all. Another
  /// answer than a success leaves what is at `file` alone.
  package func download(
    _ request: HTTPRequest, to file: URL
  ) async throws(HTTPError) -> HTTPResponse {
    var setup = setup(for: request, isStreamed: true)
    setup.acceptsEncodings = false
    let hop = Hop(request, setup)
    let partial = try await onDisk(hop) { () throws(Failure) in try PartialFile(for: file)
    }
    let receiver = BodyReceiver(
      receive: { try partial.append($0) }, restart: { try partial.restart() })
    do throws(HTTPError) {
      let response = try await exchange(request, hop, receiver: receiver)
      if response.isSuccess {
        try await onDisk(hop) { () throws(Failure) in try partial.commit() }
      } else {
        await pool.run { partial.discard() }
      }
      return response
    } catch {
      await pool.run { partial.discard() }
      throw error.fromDownload(of: hop)
    }
  }

  private func onDisk<Value: Sendable>(
    _ hop: Hop, _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(HTTPError) -> Value {
    do throws(Failure) {
      return try await pool.run(body)
    } catch {
      throw hop.error(error)
    }
  }

  private func setup(for request: HTTPRequest, isStreamed: Bool) -> HopSetup {
    let own = request.authorization.map { [$0.secret, Secret($0.field)] } ?? []
    return HopSetup(
      userAgent: configuration.userAgent, isStreamed: isStreamed, acceptsEncodings: true,
      sampleSize: log?.bodyLimit ?? 0,
      redactor: Redactor(configuration.secrets + request.secrets + own))
  }
}

// MARK: - Attempts

extension HTTPClient {
  /// Sends `first`, again and again as the request's policy says.
  private func exchange(
    _ request: HTTPRequest, _ first: Hop, receiver: BodyReceiver?
  ) async throws(HTTPError) -> HTTPResponse {
    if let objection = first.objection(to: request) { throw objection }
    var number = 1
    while true {
      let attempt = await attempt(request, first, receiver, number)
      let step = request.step(
        after: attempt, number: number, draw: ports.random(), now: ports.now())
      switch step {
      case .stop: return try attempt.result.get()
      case .later(let delay): throw first.retryLater(after: delay, attempt)
      case .wait(let delay):
        if attempt.isDelivered {
          guard let restart = receiver?.restart else { return try attempt.result.get() }
          try await self.restart(restart, first)
        }
        try await pause(delay, first)
      }
      number += 1
    }
  }

  /// One attempt, with its redirects.
  private func attempt(
    _ request: HTTPRequest, _ first: Hop, _ receiver: BodyReceiver?, _ number: Int
  ) async -> Attempt {
    var hop = first
    var followed = 0
    while true {
      let report = await transfer(hop, receiver)
      let failure = report.failure(of: hop)
      if failure == nil { clocks.note(report, of: hop.url.origin, at: ports.elapsed()) }
      log?.write(hop, report, failure, attempt: number, at: ports.now())
      if let failure { return Attempt(.failure(failure), report) }
      let response = report.response(from: hop)
      let step = request.redirects.step(
        after: response.status, location: response.headers["Location"], method: hop.method,
        url: hop.url, followed: followed)
      switch step {
      case .answer: return Attempt(.success(response), report)
      case .refuse(let target, let reason):
        return Attempt(.failure(hop.redirectRefused(to: target, because: reason, response)), report)
      case .follow(let method, let target):
        let next = hop.redirected(to: target, method: method, after: report.elapsed)
        if let objection = next.objection(to: request, from: hop) {
          return Attempt(.failure(objection), report)
        }
        hop = next
        followed += 1
      }
    }
  }

  private func transfer(_ hop: Hop, _ receiver: BodyReceiver?) async -> TransferReport {
    let cancellation = Cancellation()
    return await withTaskCancellationHandler {
      await pool.run { [handles, configuration] in
        handles.withHandle(for: hop.url.origin) { handle in
          TransferReport(of: hop, receiver, cancellation, on: handle, configuration)
        }
      }
    } onCancel: {
      cancellation.cancel()
    }
  }

  private func pause(_ delay: Duration, _ hop: Hop) async throws(HTTPError) {
    do { try await ports.sleep(delay) } catch { throw hop.cancelledWhileWaiting() }
  }

  private func restart(
    _ restart: @escaping @Sendable () throws -> Void, _ hop: Hop
  ) async throws(HTTPError) {
    do { try await pool.run(restart) } catch {
      throw hop.error(
        .file, "what was received could not be discarded: \(error)",
        hint: "check the disk that is written to", reached: true, underlying: error)
    }
  }
}
