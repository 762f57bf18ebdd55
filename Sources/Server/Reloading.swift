import Logging
import NIOCore
import NIOPosix

/// Reading the content again, off the event loops.
enum Reloading {
  /// Reads and swaps; fails without a change when the new content is not usable.
  static func run(_ context: ServerContext) -> EventLoopFuture<Void> {
    NIOThreadPool.singleton.runIfActive(eventLoop: MultiThreadedEventLoopGroup.singleton.next()) {
      context.swap(try context.reload())
      context.logger.notice("reloaded", metadata: ["generation": "\(context.currentGeneration)"])
    }
  }
}
