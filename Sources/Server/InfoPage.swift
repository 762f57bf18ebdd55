import Serving
import Application
import Facilities
import Glibc
import LineProtocol
import NIOCore

/// The content of `INFO`, by sections: figures under the names of Redis where clients and tools look for
/// them, and our own.
struct InfoPage {
  private let context: ServerContext
  private let list: DirectorySnapshot
  /// Whether the client operates this server: others are not shown its disk space.
  private let isKeeper: Bool

  init(_ context: ServerContext, _ list: DirectorySnapshot, isKeeper: Bool) {
    self.context = context
    self.list = list
    self.isKeeper = isKeeper
  }

  /// The lines of a section, or of all of them: `# Section`, then `name:value`.
  func lines(_ section: String?) -> [String] {
    let name = section?.lowercased() ?? "all"
    return CommandTable.infoSections
      .filter { $0 == name || ["all", "default", "everything"].contains(name) }
      .flatMap { ["# \($0.prefix(1).uppercased())\($0.dropFirst())"] + figures($0) }
  }

  private func figures(_ section: String) -> [String] {
    let meters = context.meters
    switch section {
    case "server":
      let seconds = (NIODeadline.now() - context.started).nanoseconds / 1_000_000_000
      return [
        "version:\(context.version)", "protocol:\(CommandTable.protocolVersion)",
        "process_id:\(getpid())", "uptime_seconds:\(seconds)", "uptime_in_seconds:\(seconds)",
        "generation:\(context.currentGeneration)", "tls:\(context.isEncrypted ? "yes" : "no")",
        "referrals:\(context.referrals == nil ? "off" : "on")",
        "tokens:\(context.referrals == nil ? "no" : "yes")",
      ]
    case "clients":
      return [
        "connections:\(context.connectionRegistry.count)",
        "connected_clients:\(context.connectionRegistry.count)",
        "maxclients:\(context.limits.connections)", "blocked_clients:0",
        "watchers:\(context.referrals?.broadcaster.watching ?? 0)",
      ]
    case "memory":
      return ["used_memory:\(Self.residentBytes)", "used_memory_rss:\(Self.residentBytes)"]
    case "stats":
      let latency = meters.latency.read()
      return [
        "total_connections_received:\(meters.accepted.value)",
        "total_commands_processed:\(meters.requestTotal.value)",
        "connections_accepted:\(meters.accepted.value)",
        "connections_refused:\(meters.refused.value)",
        "connections_dropped:\(meters.dropped.value)", "requests:\(meters.requestTotal.value)",
        "errors:\(meters.errors.values.reduce(0) { $0 + $1.value })",
        "received_bytes:\(meters.bytesIn.value)", "sent_bytes:\(meters.bytesOut.value)",
        "latency_p50_ns:\(latency.quantile(0.5))", "latency_p99_ns:\(latency.quantile(0.99))",
      ]
    case "persistence":
      guard let watch = context.referrals?.watch else { return ["store:off"] }
      return isKeeper ? watch.lines() : watch.lines().filter { $0.hasPrefix("store:") }
    case "replication": return ["role:master", "connected_slaves:0"]
    case "keyspace":
      return ["db0:keys=\(list.locator.directory.facilities.count),expires=0,avg_ttl=0"]
    case "directory":
      let facilities = list.locator.directory.facilities
      return [
        "facilities:\(facilities.count)", "plkk:\(facilities.count { $0.basis != .none })",
        "list_version:\(context.edition.version)", "list_day:\(context.edition.day)",
      ]
    default:
      return ServerLimits.entries.map {
        "limit_\($0.name):\(context.limits[keyPath: $0.path])"
      }
    }
  }

  /// Memory used by the process, bytes; 0 where the system does not say.
  private static var residentBytes: Int {
    guard let file = fopen("/proc/self/statm", "re") else { return 0 }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = fread(&bytes, 1, bytes.count, file)
    let pages = String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ").dropFirst()
    return (pages.first.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
  }
}
