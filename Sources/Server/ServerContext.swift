public import Serving
import Formats
import LineProtocol
import Logging
import NIOCore
import NIOPosix
import Referrals
public import Application
import Synchronization

/// What all connections of a server share.
final class ServerContext: Sendable {
  let limits: ServerLimits
  let table: CommandTable
  let meters: ServerMetrics
  let store: PrometheusRegistry
  let logger: Logger
  let connectionRegistry = ConnectionRegistry()
  let started = NIODeadline.now()
  /// Whether no more connections are accepted.
  let isStopping = Atomic<Bool>(false)
  let version: String
  let language: ReplyLanguage
  /// The referrals, where they are served.
  let referrals: ReferralEndpoint?
  /// Whether connections come over TLS.
  let isEncrypted: Bool
  /// Reads everything again that may have changed on disk.
  let reload: @Sendable () throws -> ServerContent

  private let content: Mutex<(list: DirectorySnapshot, edition: DirectoryVersion, lists: ListsCopy)>
  /// Held while content is read and swapped, so that of two readings the later one stays.
  let reloading = Mutex(())
  /// How often content was swapped.
  private let generation = Atomic<Int>(0)
  /// Grows whenever another list is served, so that a connection sees without a lock whether its copy
  /// is current.
  private let listVersion = Atomic<Int>(0)
  /// Questions for the nearest since the list was put in its place, until it is prepared.
  private let asked = Atomic<Int64>(0)
  private let lastConnection = Atomic<Int>(0)
  private let coalescers = Mutex<[ObjectIdentifier: NIOLoopBound<FlushCoalescer>]>([:])

  init(
    content: ServerContent, limits: ServerLimits, table: CommandTable, store: PrometheusRegistry,
    logger: Logger, version: String, language: ReplyLanguage, referrals: ReferralEndpoint? = nil,
    isEncrypted: Bool = false, reload: @escaping @Sendable () throws -> ServerContent
  ) {
    self.limits = limits
    self.table = table
    self.store = store
    self.logger = logger
    self.version = version
    self.language = language
    self.referrals = referrals
    self.isEncrypted = isEncrypted
    self.reload = reload
    meters = ServerMetrics(store, table: table)
    self.content = Mutex(
      (DirectorySnapshot(content.locator), content.edition, content.lists))
  }

  var currentGeneration: Int { generation.load(ordering: .acquiring) }
  var currentListVersion: Int { listVersion.load(ordering: .acquiring) }
  var list: DirectorySnapshot { content.withLock { $0.list } }
  var edition: DirectoryVersion { content.withLock { $0.edition } }
  var lists: ListsCopy { content.withLock { $0.lists } }
  var serving: (locator: Locator, edition: DirectoryVersion, generation: Int) {
    // The number is read first: content that came meanwhile is then checked once more.
    let generation = currentGeneration
    return content.withLock { ($0.list.locator, $0.edition, generation) }
  }

  /// Replaces the content; requests in flight keep the old to their end.
  func swap(_ new: ServerContent) {
    let list = DirectorySnapshot(new.locator)
    content.withLock { $0 = (list, new.edition, new.lists) }
    asked.store(0, ordering: .relaxed)
    listVersion.wrappingAdd(1, ordering: .releasing)
    generation.wrappingAdd(1, ordering: .releasing)
    meters.reloads.increment(by: 1)
  }

  /// So many questions make it worth a tenth of a second of one core to answer later ones faster.
  static let worthPreparing: Int64 = 10_000

  /// Counts questions to a list that is not prepared.
  ///
  /// When there were many the list is prepared, off the event loops; meanwhile requests are answered
  /// by the list as it is.
  func count(asked count: Int64) {
    let (before, after) = asked.wrappingAdd(count, ordering: .relaxed)
    guard before < Self.worthPreparing, after >= Self.worthPreparing else { return }
    let list = list
    NIOThreadPool.singleton.submit { [self] state in
      guard case .active = state else { return }
      let prepared = list.prepared()
      let isServed = content.withLock { content in
        // Meanwhile another list may have come.
        guard content.list === list else { return false }
        content.list = prepared
        return true
      }
      if isServed { listVersion.wrappingAdd(1, ordering: .releasing) }
    }
  }

  /// The round of answers of an event loop; call it on that loop.
  func coalescer(on loop: any EventLoop) -> FlushCoalescer {
    coalescers.withLock { coalescers in
      if let known = coalescers[ObjectIdentifier(loop)] { return known }
      let made = NIOLoopBound(FlushCoalescer(loop, meters: meters), eventLoop: loop)
      coalescers[ObjectIdentifier(loop)] = made
      return made
    }.value
  }

  /// A number for a connection, from 1.
  func nextConnection() -> Int { lastConnection.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// What a server serves: swapped whole.
public struct ServerContent: Sendable {
  /// The facilities and regions.
  public let locator: Locator
  /// Which list the facilities are.
  public let edition: DirectoryVersion
  /// The lists and corrections behind them, as others copy them.
  public let lists: ListsCopy

  /// Puts them together.
  public init(
    locator: Locator, edition: DirectoryVersion = DirectoryVersion(), lists: ListsCopy = ListsCopy()
  ) {
    self.lists = lists
    self.locator = locator
    self.edition = edition
  }
}
