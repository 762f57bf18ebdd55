import HTTPServer
import Server
import Serving

/// An option that sets limits of a door, `--limit name=number`, with its settings in files and the environment.
struct LimitOption<Limits: DoorLimits> {
  /// Name of the option: `--limit`.
  let name: String
  /// What the keys of its settings begin with: `serve.limit.`.
  let prefix: String
  /// What a setting is, in the list of settings.
  let what: (id: String, en: String)

  /// All names with their defaults, for help and errors.
  var allowed: String {
    Limits.entries.map { "\($0.name)=\($0.standard)" }.joined(separator: ", ")
  }

  /// The settings of all limits, in their order.
  var settings: [Setting] { Limits.entries.map(setting) }

  private func setting(_ entry: LimitEntry<Limits>) -> Setting {
    Setting(
      prefix + entry.name, .whole(entry.range), String(entry.standard), id: what.id, en: what.en)
  }

  /// The limits of a door: what the option says before what is set before the default.
  ///
  /// - Parameters:
  ///   - texts: Values of the option, `name=number`.
  ///   - configured: Environment and configuration files.
  ///   - isLoopback: Whether only this machine can connect; otherwise requests a second are bounded.
  /// - Returns: The limits.
  /// - Throws: `CommandFailure` for an unknown name and for a number outside the range.
  func limits(_ texts: [String], _ configured: Configured, isLoopback: Bool) throws -> Limits {
    var found = Limits()
    if !isLoopback { found.requestsPerSecond = Limits.publicRequestsPerSecond }
    for entry in Limits.entries {
      if let value = configured.value(setting(entry)), value.origin != .fallback {
        found[keyPath: entry.path] = configured.whole(setting(entry))
      }
    }
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let entry = Limits.entries.first { $0.name == parts[0] }
      guard parts.count == 2, let entry else {
        throw CommandFailure(
          .usage,
          say(
            id: "\(name): “\(Failures.safe(text))” tidak dikenal; pilihan: \(allowed)",
            en: "\(name): “\(Failures.safe(text))” is unknown; allowed: \(allowed)"))
      }
      if let fault = setting(entry).fault(String(parts[1])) {
        throw CommandFailure(
          .usage, "\(name) \(entry.name): “\(Failures.safe(String(parts[1])))” \(fault)")
      }
      found[keyPath: entry.path] = Int(parts[1]) ?? entry.standard
    }
    return found
  }
}

extension LimitOption<ServerLimits> {
  /// Limits of the line protocol.
  static var line: Self {
    Self(name: "--limit", prefix: "serve.limit.", what: ("batas server", "limit of the server"))
  }
}

extension LimitOption<HTTPLimits> {
  /// Limits of the door of HTTP.
  static var web: Self {
    Self(name: "--http-limit", prefix: "serve.http-limit.", what: ("batas HTTP", "limit of HTTP"))
  }
}
