import Serving
import NIOCore

/// The answers of one turn of an event loop: all readable requests are answered first, then sent, one
/// connection after the other.
///
/// Waking a sleeping client costs the kernel more than an answer costs the server. With single requests
/// on many connections the first write of a round wakes the client and the others find it awake; and
/// clock and counters, which all cores share, are touched once a round instead of once a request.
/// Flushes at the end of the turn or after `most` requests, so that it delays no answer.
///
/// Not `Sendable`: it stays on its event loop.
final class FlushCoalescer {
  /// Requests that are answered before their answers are sent, whatever else is to be read.
  static let most: Int64 = 128

  private let loop: any EventLoop
  private let meters: ServerMetrics
  /// Connections with answers to be sent.
  private var waiting: [ConnectionHandler] = []
  /// When the bytes of the round began to be read; `nil` between rounds.
  private var began: NIODeadline?
  /// Whether `end` is scheduled.
  private var isEnding = false
  private var requests: Int64 = 0
  private var nearest: Int64 = 0
  private var received: Int64 = 0
  private var sent: Int64 = 0
  /// Made once: scheduling it allocates nothing.
  private var end: @Sendable () -> Void = {}

  init(_ loop: any EventLoop, meters: ServerMetrics) {
    self.loop = loop
    self.meters = meters
    let coalescer = NIOLoopBound(Weak(self), eventLoop: loop)
    end = {
      coalescer.value.coalescer?.isEnding = false
      coalescer.value.coalescer?.finish()
    }
  }

  /// Does not keep the round alive, which keeps its closure.
  private struct Weak {
    weak var coalescer: FlushCoalescer?
    init(_ coalescer: FlushCoalescer) { self.coalescer = coalescer }
  }

  /// The time at which the round began; begins one where there is none.
  func time() -> NIODeadline {
    if let began { return began }
    let now = NIODeadline.now()
    began = now
    if !isEnding {
      isEnding = true
      loop.execute(end)
    }
    return now
  }

  /// Adds requests to the round's figures, `nearest` of them answered the short way.
  func count(requests: Int64, nearest: Int64) {
    self.requests &+= requests
    self.nearest &+= nearest
  }

  /// Adds bytes that came in.
  func count(received: Int64) { self.received &+= received }

  /// Adds bytes that went out.
  func count(sent: Int64) { self.sent &+= sent }

  /// Sends a connection's answers when the round ends.
  func add(_ connection: ConnectionHandler) {
    waiting.append(connection)
    if requests >= Self.most { finish() }
  }

  /// Sends what waits and adds the round to the figures.
  private func finish() {
    var place = 0
    while place < waiting.count {
      waiting[place].sendWaiting()
      place += 1
    }
    waiting.removeAll(keepingCapacity: true)
    report()
  }

  /// Adds the round to the figures; all of it has lasted since its bytes came.
  private func report() {
    if requests > 0, let began {
      meters.latency.record((.now() - began).nanoseconds, times: requests)
      meters.requestTotal.increment(by: requests)
    }
    began = nil
    if nearest > 0 { meters.requests[meters.nearest].increment(by: nearest) }
    if received > 0 { meters.bytesIn.increment(by: received) }
    if sent > 0 { meters.bytesOut.increment(by: sent) }
    (requests, nearest, received, sent) = (0, 0, 0, 0)
  }
}

@available(*, unavailable)
extension FlushCoalescer: Sendable {}
