public import Serving
public import Logging
public import ServiceLifecycle

/// Serves a new list soon after it was stored, without a signal.
///
/// Looks at the edition, which is cheap; only when it has changed everything is read. A list that is
/// not usable is logged once, the old one is served on, and it is tried again when it changes or after
/// a minute.
public struct DirectoryWatcher: ServiceLifecycle.Service {
  /// After how long what failed is tried again.
  public static let retry = Duration.seconds(60)

  private let server: LineServer
  private let interval: Duration
  private let logger: Logger
  private let edition: @Sendable () throws -> DirectoryVersion

  /// Watches for a server.
  ///
  /// - Parameters:
  ///   - server: What serves the list.
  ///   - interval: How long to wait between two looks.
  ///   - logger: Takes failures.
  ///   - edition: Tells what is stored now.
  public init(
    server: LineServer, interval: Duration, logger: Logger,
    edition: @escaping @Sendable () throws -> DirectoryVersion
  ) {
    self.server = server
    self.interval = interval
    self.logger = logger
    self.edition = edition
  }

  /// Looks until it is told to stop.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      var failed: (edition: DirectoryVersion?, since: ContinuousClock.Instant)?
      while (try? await Task.sleep(for: interval)) != nil {
        let found = Result { try edition() }
        let now = try? found.get()
        if let now, now == server.edition {
          failed = nil
          continue
        }
        if let failed, failed.edition == now, failed.since + Self.retry > .now { continue }
        do {
          _ = try found.get()
          try await server.reload()
          failed = nil
        } catch {
          failed = (now, .now)
          logger.error(
            "the new list is not usable, the old one is served on", metadata: ["error": "\(error)"])
        }
      }
    }
  }
}
