import Formats
import ArgumentParser
import Glibc
import LineProtocol
import Server

/// `plkk query`: a small client of the line protocol.
struct QueryCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "query",
      abstract: say(
        id: "Bertanya kepada server plkk.", en: "Asks a plkk server."),
      discussion: say(
        id: """
          Tanpa KATA: di terminal baris demi baris dengan riwayat (Tab melengkapi), selain itu satu \
          permintaan tiap baris masukan. Kesalahan ke keluaran kesalahan; kode keluar 64, 69 atau 77.

          CONTOH:
            plkk query NEAREST -3.3194 114.5908 LIMIT 1
            printf 'PING\\nCOUNT\\n' | plkk query
          """,
        en: """
          Without WORDS: line by line with history on a terminal (Tab completes), else one request for \
          each line of input. Errors go to standard error; exit code 64, 69 or 77.

          EXAMPLES:
            plkk query NEAREST -3.3194 114.5908 LIMIT 1
            printf 'PING\\nCOUNT\\n' | plkk query
          """))
  }

  @Option(
    help: ArgumentHelp(
      say(
        id: "Alamat server (bawaan: dari setelan, atau 127.0.0.1:7336).",
        en: "Address of the server (default: from the settings, or 127.0.0.1:7336)."),
      valueName: "host:port"))
  var connect: String?

  @OptionGroup var security: TLSOptions

  @Option(
    help: ArgumentHelp(
      say(
        id: "Berkas berisi token, hanya terbaca oleh pemiliknya (bawaan: $PLKK_TOKEN_FILE).",
        en: "File with a token, readable by its owner only (default: $PLKK_TOKEN_FILE)."),
      valueName: "file"))
  var tokenFile: String?

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
    completion: .custom { words, _, _ in CommandTable.serving.completions(of: words.last ?? "") })
  var words: [String] = []

  func run() throws {
    let configured = try Configured.current()
    let server = try security.server(configured.text(.server, option: connect) ?? "")
    // A server passes an empty line over, so no answer would come.
    guard words.isEmpty || words.contains(where: { $0.contains { !$0.isWhitespace } }) else {
      throw CommandFailure(
        .usage,
        say(
          id: "permintaan kosong; tulis misalnya plkk query NEAREST -3.3 114.6",
          en: "the request is empty; write for example plkk query NEAREST -3.3 114.6"))
    }
    let secret = try AccessOptions.secretOfCaller(tokenFile)
    let connection = try LineConnection(server.address, tls: server.tls)
    defer { connection.close() }
    let language = lang ?? Language.current
    _ = try connection.ask(.line("LANG \(language.rawValue)"))
    if let secret, let failure = try authenticate(connection, secret) { Glibc.exit(failure) }
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
      try converse(connection, server.address)
    } else {
      try pipe(connection)
    }
  }

  /// Gives the token; returns the exit code where it is not taken.
  private func authenticate(_ connection: LineConnection, _ secret: String) throws -> Int32? {
    let answer = try connection.ask(.words(["AUTH", secret]))
    return answer == ["+OK"] ? nil : try show(answer)
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

  private func converse(_ connection: LineConnection, _ address: SocketName) throws {
    Output.write(
      say(
        id:
          "Terhubung ke \(address.host):\(address.port). HELP untuk bantuan, Ctrl-D untuk selesai.\n",
        en: "Connected to \(address.host):\(address.port). HELP for help, Ctrl-D to end.\n"))
    var editor = LineEditor { CommandTable.serving.completions(of: $0) }
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
        Output.write(ForeignText.shown(line) + "\n")
      } else if line.hasPrefix("-") {
        Output.error(ForeignText.shown(line.dropFirst()))
      } else if place > 0 || !line.hasPrefix("*") {
        Output.write(ForeignText.shown(line.dropFirst()) + "\n")
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
      case .syntax, .badPosition, .notFound, .conflict, .aborted, .noProtocol: .usage
      }
    return code.rawValue
  }
}
