import Glibc

/// A configuration file: lines of `key = value`, `#` before a remark.
///
///     # where the offices reach us
///     serve.listen = [::]:7336
///     serve.limit.connections = 5000
///
/// No quotes and no escapes: a value is what stands after the sign, without the blanks around it.
struct ConfigurationFile: Sendable {
  struct Entry: Sendable {
    let setting: Setting
    let value: String
    /// Counted from 1.
    let line: Int
  }

  let path: String
  let entries: [Entry]

  /// Reads a file whole.
  ///
  /// - Returns: `nil` where there is none.
  /// - Throws: `CommandFailure`: each line that is no setting, a key that stands twice, a value that is
  ///   not allowed (78, all of them at once); a file that others may change (77), since it says to
  ///   whom a token is given.
  init?(path: String) throws {
    guard access(path, F_OK) == 0 else { return nil }
    let text = try TextFile.read(path, maximumBytes: 1 << 16)
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & 0o022 == 0 else {
      throw CommandFailure(
        .notPermitted,
        say(
          id: "\(Failures.path(path)) dapat diubah orang lain; jalankan: chmod go-w",
          en: "\(Failures.path(path)) can be changed by others; run: chmod go-w"))
    }
    try self.init(path: path, text: text)
  }

  init(path: String, text: String) throws {
    var entries: [Entry] = []
    var faults: [String] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (place, line) in lines.enumerated() {
      func refuse(_ reason: String) {
        faults.append("\(Failures.path(path)):\(place + 1): \(reason)")
      }
      let line = Self.trimmed(line)
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let sign = line.firstIndex(of: "=") else {
        refuse(
          say(
            id: "“\(Failures.safe(String(line)))” bukan setelan; tulis: kunci = nilai",
            en: "“\(Failures.safe(String(line)))” is no setting; write: key = value"))
        continue
      }
      let key = String(Self.trimmed(line[..<sign]))
      let value = String(Self.trimmed(line[line.index(after: sign)...]))
      guard let setting = Setting.all.first(where: { $0.key == key }) else {
        let near = NearWord.question(key, in: Setting.all.map(\.key))
        refuse(
          say(
            id: "“\(Failures.safe(key))” tidak dikenal\(near); plkk config show menyebut semuanya",
            en: "“\(Failures.safe(key))” is unknown\(near); plkk config show names them all"))
        continue
      }
      if let first = entries.first(where: { $0.setting.key == key }) {
        refuse(
          say(
            id: "\(key) sudah ada di baris \(first.line)",
            en: "\(key) stands already in line \(first.line)"))
        continue
      }
      if let fault = setting.fault(value) {
        refuse("\(key): “\(Failures.safe(value))” \(fault)")
        continue
      }
      entries.append(Entry(setting: setting, value: value, line: place + 1))
    }
    guard faults.isEmpty else {
      throw CommandFailure(.configuration, faults.joined(separator: "\n"))
    }
    self.path = path
    self.entries = entries
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }
}
