import Configuration
import Foundation
import Glibc
import Storage

/// What holds: options over the environment over the person's file over the machine's file over what
/// the program brings.
///
/// Files: `$PLKK_CONFIG`, or else `$XDG_CONFIG_HOME/plkk/plkk.conf` (by default `~/.config/…`), and below
/// it `/etc/plkk/plkk.conf`.
struct Configured: Sendable {
  /// Where a value comes from.
  enum Origin: Hashable, Sendable {
    case option
    case variable(String)
    case file(String, line: Int)
    case fallback
  }

  private struct Layer: Sendable {
    let provider: any ConfigProvider
    let origin: @Sendable (Setting) -> Origin
  }

  private let layers: [Layer]

  /// - Parameters:
  ///   - environment: Variables by name.
  ///   - files: From the one that holds most to the one that holds least.
  /// - Throws: `CommandFailure` (78): a variable of `PLKK_SERVE_…` or `PLKK_CONNECT_…` that means
  ///   nothing, or one with a value that is not allowed.
  init(environment: [String: String], files: [ConfigurationFile]) throws {
    var faults: [String] = []
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("PLKK_") {
      if let setting = Setting.all.first(where: { $0.variable == name }) {
        // An empty variable is one that is not set, as everywhere in a shell.
        if !value.isEmpty, let fault = setting.fault(value) {
          faults.append("\(name): “\(Failures.safe(value))” \(fault)")
        }
      } else if name.hasPrefix("PLKK_SERVE_") || name.hasPrefix("PLKK_CONNECT_") {
        let near = NearWord.question(name, in: Setting.all.map(\.variable))
        faults.append(
          say(
            id: "variabel lingkungan \(Failures.safe(name)) tidak dikenal\(near)",
            en: "environment variable \(Failures.safe(name)) is unknown\(near)"))
      }
    }
    guard faults.isEmpty else {
      throw CommandFailure(.configuration, faults.joined(separator: "\n"))
    }
    let variables = Dictionary(
      uniqueKeysWithValues: Setting.all.compactMap { setting in
        environment[setting.variable].flatMap { $0.isEmpty ? nil : (setting.key, $0) }
      })
    layers =
      [Layer(provider: Self.provider("environment", variables)) { .variable($0.variable) }]
      + files.map { file in
        let lines = Dictionary(uniqueKeysWithValues: file.entries.map { ($0.setting.key, $0.line) })
        let values = Dictionary(
          uniqueKeysWithValues: file.entries.map { ($0.setting.key, $0.value) })
        return Layer(provider: Self.provider(file.path, values)) { setting in
          .file(file.path, line: lines[setting.key] ?? 0)
        }
      }
  }

  private static func provider(_ name: String, _ values: [String: String]) -> any ConfigProvider {
    InMemoryProvider(
      name: name,
      values: Dictionary(
        uniqueKeysWithValues: values.map {
          (Self.key($0.key), ConfigValue(.string($0.value), isSecret: false))
        }))
  }

  private static func key(_ text: String) -> AbsoluteConfigKey {
    AbsoluteConfigKey(text.split(separator: ".").map(String.init))
  }

  // MARK: Asking

  /// The value that holds and where it comes from; `nil` where nothing is set and nothing is brought.
  func value(_ setting: Setting) -> (text: String, origin: Origin)? {
    for layer in layers {
      let found = try? layer.provider.value(forKey: Self.key(setting.key), type: .string)
      if case .string(let text)? = found?.value?.content { return (text, layer.origin(setting)) }
    }
    return setting.fallback.map { ($0, .fallback) }
  }

  /// What an option says, or else what is set.
  func text(_ setting: Setting, option: String? = nil) -> String? { option ?? value(setting)?.text }

  /// Whether it is so: an option, or else what is set.
  func isTrue(_ setting: Setting, option: Bool? = nil) -> Bool {
    option ?? value(setting).flatMap { Setting.truth($0.text) } ?? false
  }

  /// What an option says, or else what is set, of a setting that always has a value.
  func whole(_ setting: Setting, option: Int? = nil) -> Int {
    option ?? value(setting).flatMap { Int($0.text) } ?? 0
  }

  /// What an option says, or else what is set, of a setting that always has a value.
  func seconds(_ setting: Setting, option: Double? = nil) -> Double {
    option ?? value(setting).flatMap { Double($0.text) } ?? 0
  }

  // MARK: This run

  private static let loaded = Result {
    let environment = ProcessInfo.processInfo.environment
    return try Configured(
      environment: environment,
      files: try paths(environment).compactMap { try ConfigurationFile(path: $0) })
  }

  /// What holds for this run.
  ///
  /// - Throws: `CommandFailure`, each time the same, for a file or a variable that is wrong.
  static func current() throws -> Configured { try loaded.get() }

  /// The database that commands use where none is named; `nil`: the usual place.
  ///
  /// An unreadable configuration has been reported by then and counts as none here.
  static var database: String? { (try? current())?.text(.database) }

  /// From the one that holds most to the one that holds least.
  static func paths(_ environment: [String: String]) throws -> [String] {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let machine = "/etc/plkk/plkk.conf"
    if let named = value("PLKK_CONFIG") {
      guard access(named, F_OK) == 0 else {
        throw CommandFailure(
          .noInput,
          say(
            id: "PLKK_CONFIG: tidak ada berkas \(Failures.path(named))",
            en: "PLKK_CONFIG: there is no file \(Failures.path(named))"))
      }
      return [named, machine]
    }
    let folder = UserFolder.configuration.path { environment[$0] }
    return (folder.map { [$0 + "/plkk/plkk.conf"] } ?? []) + [machine]
  }
}
