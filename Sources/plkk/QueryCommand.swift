import ArgumentParser
import Glibc
import LineProtocol

/// `plkk query`: a small client of the line protocol.
struct QueryCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "query",
      abstract: say(
        id: "Bertanya kepada server plkk.", en: "Asks a plkk server."),
      discussion: say(
        id: """
          Tanpa KATA: di terminal baris demi baris dengan riwayat (Tab melengkapi), selain itu satu
          permintaan tiap baris masukan. Galat ke keluaran galat; kode keluar 64, 69 atau 77.

          CONTOH:
            plkk query NEAREST -3.3194 114.5908 LIMIT 1
            printf 'PING\\nCOUNT\\n' | plkk query
          """,
        en: """
          Without WORDS: line by line with history on a terminal (Tab completes), else one request for
          each line of input. Errors go to standard error; exit code 64, 69 or 77.

          EXAMPLES:
            plkk query NEAREST -3.3194 114.5908 LIMIT 1
            printf 'PING\\nCOUNT\\n' | plkk query
          """))
  }

  @Option(
    help: ArgumentHelp(
      say(id: "Alamat server.", en: "Address of the server."), valueName: "host:port"))
  var connect = "127.0.0.1:7336"

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Tulis baris jawaban persis seperti diterima.",
        en: "Write the lines of an answer exactly as received.")))
  var raw = false

  @Option(
    help: ArgumentHelp(
      say(id: "Bahasa jawaban (LANG).", en: "Language of the answers (LANG).")))
  var lang: Language?

  @Argument(
    help: ArgumentHelp(
      say(
        id: "Permintaan, misalnya NEAREST -3.3 114.6.", en: "A request such as NEAREST -3.3 114.6."),
      valueName: "word"),
    completion: .custom { words, _, _ in CommandTable.standard.completions(of: words.last ?? "") })
  var words: [String] = []

  func run() throws {
    let address = try SocketName(connect, option: "--connect", defaultPort: 7336)
    let connection = try LineConnection(address)
    defer { connection.close() }
    let language = lang ?? Language.current
    _ = try connection.ask(.line("LANG \(language.rawValue)"))
    if !words.isEmpty {
      let words = words.map(Arguments.restoringMinus)
      // One word with spaces is a whole request as a person would type it.
      let request: LineConnection.Request =
        words.count == 1 ? .line(words[0]) : .words(words)
      let failure = try show(try connection.ask(request))
      if let failure { Glibc.exit(failure) }
      return
    }
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      try converse(connection)
    } else {
      try pipe(connection)
    }
  }

  /// Answers each line of standard input; the exit code is that of the last error.
  private func pipe(_ connection: LineConnection) throws {
    var failure: Int32?
    while let line = readLine(strippingNewline: true) {
      if line.allSatisfy({ $0 == " " || $0 == "\t" }) { continue }
      failure = try show(try connection.ask(.line(line))) ?? failure
      if connection.isOver { break }
    }
    if let failure { Glibc.exit(failure) }
  }

  private func converse(_ connection: LineConnection) throws {
    Output.write(
      say(
        id: "Terhubung ke \(connect). HELP untuk bantuan, Ctrl-D untuk selesai.\n",
        en: "Connected to \(connect). HELP for help, Ctrl-D to end.\n"))
    var editor = LineEditor { CommandTable.standard.completions(of: $0) }
    while let line = editor.read(prompt: "plkk> ") {
      if line.allSatisfy({ $0 == " " }) { continue }
      _ = try show(try connection.ask(.line(line)))
      if connection.isOver { return }
    }
  }

  /// Writes a reply; returns the exit code that it means, nil for success.
  private func show(_ reply: [String]) throws -> Int32? {
    var failure: Int32?
    for (place, line) in reply.enumerated() {
      if raw {
        Output.write(line + "\n")
      } else if line.hasPrefix("-") {
        Output.error(String(line.dropFirst()))
      } else if place > 0 || !line.hasPrefix("*") {
        Output.write(line.dropFirst() + "\n")
      }
      if line.hasPrefix("-") { failure = Self.exitCode(line) }
    }
    return failure
  }

  private static func exitCode(_ line: String) -> Int32 {
    let word = String(line.dropFirst().prefix { $0 != " " })
    let code: CommandFailure.Code =
      switch ErrorCode(rawValue: word) {
      case .noAuthentication, .noPermission: .notPermitted
      case .limit, .busy, .internalFault, nil: .unavailable
      case .syntax, .badPosition, .notFound, .conflict, .noProtocol: .usage
      }
    return code.rawValue
  }
}

/// A blocking connection to a server of the line protocol.
final class LineConnection {
  enum Request {
    /// As a person types it.
    case line(String)
    /// Words that are sent as they are.
    case words([String])

    var bytes: [UInt8] {
      switch self {
      case .line(let line): return Array(line.utf8) + [0x0a]
      case .words(let words):
        var bytes = Array("*\(words.count)\r\n".utf8)
        for word in words {
          bytes += Array("$\(word.utf8.count)\r\n".utf8) + Array(word.utf8) + [13, 10]
        }
        return bytes
      }
    }
  }

  /// A reply of more lines or a longer line than any server of ours sends is a fault.
  private static let maximumLines = 1_000_000
  private static let maximumLine = 1 << 22
  /// Seconds to wait for an answer.
  private static let patience = 30

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var used = 0
  /// Whether the server closed the connection.
  private(set) var isOver = false

  init(_ address: SocketName) throws {
    signal(SIGPIPE, SIG_IGN)
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(address.host, String(address.port), &hints, &found)
    guard status == 0 else {
      throw Self.unreachable(address, String(cString: gai_strerror(status)))
    }
    defer { freeaddrinfo(found) }
    var next = found
    var reason = ""
    while let info = next?.pointee {
      let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
      if descriptor >= 0 {
        var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        if Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen) == 0 {
          self.descriptor = descriptor
          return
        }
        reason = String(cString: strerror(errno))
        Glibc.close(descriptor)
      }
      next = info.ai_next
    }
    throw Self.unreachable(address, reason)
  }

  func close() { Glibc.close(descriptor) }

  /// Sends a request and reads its reply: one line, or `*n` and n lines, without line ends.
  func ask(_ request: Request) throws -> [String] {
    try send(request.bytes)
    let first = try line()
    guard first.hasPrefix("*"), let count = Int(first.dropFirst()) else {
      if first == "+OK", case .line(let text) = request, text.lowercased() == "quit" {
        isOver = true
      }
      return [first]
    }
    guard (0...Self.maximumLines).contains(count) else { throw Self.broken() }
    var lines = [first]
    for _ in 0..<count { lines.append(try line()) }
    return lines
  }

  private func send(_ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { done += count } else if errno != EINTR { throw Self.broken() }
    }
  }

  private func line() throws -> String {
    var searched = used
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0a) {
        let last = end > used && buffer[end - 1] == 0x0d ? end - 1 : end
        defer { used = end + 1 }
        return String(decoding: buffer[used..<last], as: UTF8.self)
      }
      guard buffer.count - used < Self.maximumLine else { throw Self.broken() }
      if used > 0 {
        buffer.removeFirst(used)
        used = 0
      }
      searched = buffer.count
      var piece = [UInt8](repeating: 0, count: 65536)
      let count = read(descriptor, &piece, piece.count)
      if count > 0 {
        buffer += piece[..<count]
      } else if count == 0 || errno != EINTR {
        throw Self.broken()
      }
    }
  }

  private static func unreachable(_ address: SocketName, _ reason: String) -> CommandFailure {
    CommandFailure(
      .unavailable,
      say(
        id: "server \(address.host):\(address.port) tidak terjangkau: \(reason)",
        en: "server \(address.host):\(address.port) is not reachable: \(reason)"))
  }

  private static func broken() -> CommandFailure {
    CommandFailure(
      .unavailable,
      say(
        id: "sambungan ke server terputus atau jawabannya tidak terbaca",
        en: "the connection to the server broke, or its answer is unreadable"))
  }
}
