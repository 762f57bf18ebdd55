public import Logging
public import ServiceLifecycle
import UnixSignals

/// Reloads a server on `SIGHUP`, as long as it runs.
public struct HangupReload: ServiceLifecycle.Service {
  private let server: LineServer
  private let logger: Logger

  /// Watches for a server.
  public init(server: LineServer, logger: Logger) {
    self.server = server
    self.logger = logger
  }

  /// Waits for signals until it is told to stop.
  public func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      do {
        try await server.reload()
      } catch {
        logger.error(
          "reload failed, the old content is served on", metadata: ["error": "\(error)"])
      }
    }
  }
}
