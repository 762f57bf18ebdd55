/// The life of one connection, without its bytes and its channel: events go in, actions come out.
///
/// `ConnectionHandler` carries the actions out.
///
/// A connection is *open* until it is told to end; then it is *ending* (nothing more is answered), *closing*
/// (its last answers are on their way out) and *closed*, and never goes back. While it is open it may be
/// *paused*: then neither requests are answered nor bytes read, so that what is kept is bounded by one read
/// and one reply.
///
///     var state = ConnectionState()
///     state.becameWritable(false)
///     state.sent()              // .waitForClient: paused, and a timer runs
///     state.becameWritable(true) // true: resume(.backlog)
struct ConnectionState: Hashable {
  /// How far a connection's life has gone; it only goes on.
  enum Phase: UInt8, Comparable {
    case open, ending, closing, closed

    static func < (one: Phase, other: Phase) -> Bool { one.rawValue < other.rawValue }
  }

  /// Why requests wait.
  struct Pauses: OptionSet, Hashable {
    let rawValue: UInt8
    /// The client does not read its answers.
    static let backlog = Pauses(rawValue: 1)
    /// Others have their turn.
    static let turn = Pauses(rawValue: 2)
    /// A request is being worked on elsewhere.
    static let work = Pauses(rawValue: 4)
  }

  /// What is due after answers were handed to the channel.
  enum AfterSending { case nothing, close, waitForClient }
  /// What is due when nothing pauses the connection any more and what waited is answered.
  enum AfterResuming { case nothing, close, read }

  private(set) var phase = Phase.open
  private(set) var pauses: Pauses = []
  /// A read was asked for while the connection was paused.
  private var isReadOwed = false
  private var isInputClosed = false
  private var isStopping = false
  private var isWritable = true

  /// Whether bytes that come are kept.
  var takesBytes: Bool { phase == .open }

  /// Whether the next request is answered now.
  var answers: Bool { phase == .open && pauses.isEmpty }

  /// Whether the connection has begun to close, so that nothing can be written any more.
  var isClosing: Bool { phase >= .closing }

  // MARK: Reading

  /// The channel asks for bytes.
  ///
  /// - Returns: Whether to let it; a read that has to wait is owed and comes from `resumed()`.
  mutating func readAsked() -> Bool {
    if pauses.isEmpty { return true }
    isReadOwed = true
    return false
  }

  /// The client has sent its last byte; what it has asked is still answered.
  ///
  /// - Returns: Whether to close now.
  mutating func inputClosed() -> Bool {
    isInputClosed = true
    return pauses.isEmpty
  }

  // MARK: Pausing

  /// Requests wait for something that is not the client.
  mutating func pause(_ reason: Pauses) { pauses.insert(reason) }

  /// One reason to wait has gone.
  ///
  /// - Returns: Whether nothing pauses the connection now, so that what waited is answered and sent; then
  ///   `resumed()` tells what else is due.
  mutating func resume(_ reason: Pauses) -> Bool {
    pauses.remove(reason)
    return pauses.isEmpty
  }

  /// What waited is answered and sent.
  mutating func resumed() -> AfterResuming {
    guard pauses.isEmpty, phase < .closing else { return .nothing }
    if isInputClosed { return .close }
    guard isReadOwed else { return .nothing }
    isReadOwed = false
    return .read
  }

  // MARK: Sending

  /// Answers were handed to the channel.
  mutating func sent() -> AfterSending {
    switch phase {
    case .ending: return .close
    case .closing, .closed: return .nothing
    case .open:
      guard !isWritable, !pauses.contains(.backlog) else { return .nothing }
      pauses.insert(.backlog)
      return .waitForClient
    }
  }

  /// The channel takes more bytes, or none.
  ///
  /// - Returns: Whether the client reads again after it had not; then `resume(.backlog)` is due.
  mutating func becameWritable(_ isWritable: Bool) -> Bool {
    self.isWritable = isWritable
    return isWritable && pauses.contains(.backlog)
  }

  /// The time given to a client that does not read has passed.
  ///
  /// - Returns: Whether to drop it.
  mutating func stalled() -> Bool {
    guard pauses.contains(.backlog), phase < .closed else { return false }
    phase = .closed
    return true
  }

  // MARK: Ending

  /// No more requests are answered; the connection closes when the answers are out.
  mutating func end() { phase = max(phase, .ending) }

  /// The last answers are to be written, and the channel closed when they are out.
  ///
  /// - Returns: Whether to do so; false where that has begun.
  mutating func close() -> Bool {
    guard phase < .closing else { return false }
    phase = .closing
    return true
  }

  /// The channel is closed, or is being closed without waiting for anything.
  mutating func closed() { phase = .closed }

  /// The server stops: what has been received is answered, then the connection closes.
  ///
  /// - Returns: Whether to begin to wait for the last requests.
  mutating func stop() -> Bool {
    guard !isStopping, phase == .open else { return false }
    isStopping = true
    return true
  }
}
