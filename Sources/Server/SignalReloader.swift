public import Logging
public import ServiceLifecycle
import UnixSignals

/// Reloads a server on `SIGHUP`, as long as it runs.
public struct SignalReloader: ServiceLifecycle.Service {
  private let server: LineServer
  private let logger: Logger
  private let also: @Sendable () throws -> Void

  /// Makes a service that reloads on SIGHUP.
  ///
  /// - Parameters:
  ///   - server: The server whose content is read again.
  ///   - logger: Gets each reload and failure.
  ///   - also: What is read again besides the server's content.
  public init(
    server: LineServer, logger: Logger, also: @escaping @Sendable () throws -> Void = {}
  ) {
    self.server = server
    self.logger = logger
    self.also = also
  }

  /// Waits for signals until it is told to stop.
  public func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      do {
        try await server.reload()
        try also()
      } catch {
        logger.error(
          "reload failed, the old content is served on", metadata: ["error": "\(error)"])
      }
    }
  }
}
