import Testing

@testable import Server

/// Every state that a connection can reach, by every event, with what its handler does for it.
@Suite("life of a connection")
struct ConnectionStateTests {
  /// A connection with what its handler keeps: a timer of a client that does not read, a read that the channel
  /// asked for, work elsewhere.
  struct World: Hashable {
    var state = ConnectionState()
    var hasTimer = false
    var isReadWaiting = false
    /// Whether the last answers were written to be closed behind.
    var hasClosed = false
    var hasInputEnded = false
    var isToEnd = false
  }

  enum Event: CaseIterable {
    case read, inputEnded, tooManyRequests, work, turnOver, workDone, sent, full, drained, timer
    case quit, stop, quiet, gone
  }

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// What the handler does for an event; nil where the event cannot come.
  static func after(_ event: Event, _ world: World) throws -> World? {
    var next = world
    func close() {
      if next.state.close() {
        next.hasClosed = true
        next.hasTimer = false
      }
    }
    func send() {
      switch next.state.sent() {
      case .nothing: break
      case .close: close()
      case .waitForClient: next.hasTimer = true
      }
    }
    func resume(_ reason: ConnectionState.Pauses) throws {
      guard next.state.resume(reason) else { return }
      send()
      switch next.state.resumed() {
      case .nothing: break
      case .close: close()
      case .read:
        guard next.isReadWaiting else { throw Fault(description: "a read nobody asked for") }
        next.isReadWaiting = false
      }
    }
    if world.state.phase == .closed { return nil }
    switch event {
    case .read: if !next.state.readAsked() { next.isReadWaiting = true }
    case .inputEnded:
      if world.hasInputEnded { return nil }
      next.hasInputEnded = true
      if next.state.inputClosed() { close() }
    // Only requests that are answered can pause a connection.
    case .tooManyRequests, .work:
      guard world.state.answers else { return nil }
      next.state.pause(event == .work ? .work : .turn)
    case .turnOver:
      guard world.state.pauses.contains(.turn) else { return nil }
      try resume(.turn)
    case .workDone:
      guard world.state.pauses.contains(.work) else { return nil }
      try resume(.work)
    case .sent: send()
    case .full: _ = next.state.becameWritable(false)
    case .drained:
      if next.state.becameWritable(true) {
        next.hasTimer = false
        try resume(.backlog)
      }
    case .timer:
      guard world.hasTimer else { return nil }
      next.hasTimer = false
      _ = next.state.stalled()
    case .quit:
      next.state.end()
      next.isToEnd = true
    case .stop: if next.state.stop() { next.isToEnd = true }
    case .quiet:
      guard world.isToEnd, world.state.pauses.isEmpty else { return nil }
      close()
    case .gone: next.state.closed()
    }
    return next
  }

  /// All that can be reached, and where each event leads.
  static func all() throws -> [World: [Event: World]] {
    var known: [World: [Event: World]] = [:]
    var open = [World()]
    while let world = open.popLast() {
      guard known[world] == nil else { continue }
      var ways: [Event: World] = [:]
      for event in Event.allCases {
        guard let next = try after(event, world) else { continue }
        ways[event] = next
        open.append(next)
      }
      known[world] = ways
    }
    return known
  }

  @Test("a life only goes on, closes once, and answers nothing after its end")
  func order() throws {
    let all = try Self.all()
    #expect(all.count > 100)
    for (world, ways) in all {
      for next in ways.values {
        #expect(next.state.phase >= world.state.phase)
        #expect(!(world.hasClosed && next.state.phase < .closing))
        if world.state.phase > .open { #expect(!next.state.answers && !next.state.takesBytes) }
      }
      if !world.state.pauses.isEmpty { #expect(!world.state.answers) }
    }
  }

  @Test("whoever does not read has a timer; a read that waited comes when nothing pauses")
  func nothingForgotten() throws {
    for world in try Self.all().keys where world.state.phase == .open {
      #expect(world.hasTimer == world.state.pauses.contains(.backlog))
      if world.state.pauses.isEmpty, !world.hasInputEnded { #expect(!world.isReadWaiting) }
    }
  }

  @Test("every connection that is to end does, when the client reads or its time is over")
  func ends() throws {
    let all = try Self.all()
    // What comes by itself: work ends, a turn comes, answers go out, a timer runs off, a stopping server waits.
    let sure: [Event] = [.turnOver, .workDone, .sent, .quiet, .timer]
    var ended = 0
    for world in all.keys where world.isToEnd || world.hasInputEnded {
      var now = world
      for _ in 0..<8 where now.state.phase < .closing {
        for event in sure { now = all[now]?[event] ?? now }
      }
      #expect(now.state.phase >= .closing, "stays: \(world)")
      ended += 1
    }
    #expect(ended > 50)
  }
}
