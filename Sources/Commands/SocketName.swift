/// A host and a port as a person writes them: `127.0.0.1:7336`, `[::1]:7336`, `localhost`, `:7336`.
struct SocketName {
  let host: String
  let port: Int

  init(_ text: String, option: String, defaultPort: Int) throws {
    // A lone port would be taken for the name of a host.
    if Int(text) != nil {
      throw CommandFailure(
        .usage,
        say(
          id: "\(option): “\(Failures.safe(text))” hanya angka; tulis HOST:PORT, misalnya "
            + "127.0.0.1:\(Failures.safe(text))",
          en: "\(option): “\(Failures.safe(text))” is only a number; write HOST:PORT, for example "
            + "127.0.0.1:\(Failures.safe(text))"))
    }
    var host = Substring(text)
    var port: Substring?
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      if rest.hasPrefix(":") {
        port = rest.dropFirst()
      } else if !rest.isEmpty {
        port = rest
      }
    } else if let colon = text.lastIndex(of: ":") {
      host = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    let number = port.map { Int($0) } ?? defaultPort
    guard let number, (0...65535).contains(number), !host.contains(":") || text.hasPrefix("[")
    else {
      throw CommandFailure(
        .usage,
        say(
          id:
            "\(option): “\(Failures.safe(text))” tidak terbaca; contoh: 127.0.0.1:7336, [::1]:7336",
          en:
            "\(option): “\(Failures.safe(text))” is unreadable; for example: 127.0.0.1:7336, [::1]:7336"
        ))
    }
    self.host = host.isEmpty ? "127.0.0.1" : String(host)
    self.port = number
  }

  /// Whether only this machine can reach it.
  var isLoopback: Bool {
    host == "localhost" || host == "::1" || Self.isLoopbackV4(host)
  }

  private static func isLoopbackV4(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
