import Serving
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Reading the content again, off the event loops.
enum DirectoryReloader {
  /// Reads and swaps; fails without a change when the new content is not usable.
  static func run(_ context: ServerContext) -> EventLoopFuture<Void> {
    NIOThreadPool.singleton.runIfActive(eventLoop: MultiThreadedEventLoopGroup.singleton.next()) {
      try context.reloading.withLock { _ in context.swap(try context.reload()) }
      let edition = context.edition
      context.logger.notice(
        "reloaded",
        metadata: [
          "generation": "\(context.currentGeneration)", "list_version": "\(edition.version)",
          "list_day": "\(edition.day)",
        ])
    }
  }
}
