import ArgumentParser

/// Which server a command asks for its lists, where it asks one.
struct RemoteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Pakai daftar server ini (bawaan: setelan connect.server, bila diisi). Posisi tidak "
          + "dikirim: daftar disalin dan dijawab di sini.",
        en:
          "Use the lists of this server (default: the setting connect.server, where it is set). No "
          + "position is sent: the lists are copied and answer here."), valueName: "host:port"))
  var connect: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      say(
        id: "Sambungan TLS; sertifikat server diperiksa.",
        en: "Connect with TLS; the server's certificate is checked.")))
  var tls: Bool?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Dengan --tls: percayai sertifikat CA ini (PEM).",
        en: "With --tls: trust these CA certificates (PEM)."), valueName: "file"))
  var ca: String?

  /// Where a server answers and how to make sure that it is the one.
  struct Server {
    let address: SocketName
    let tls: ClientTLS?
  }

  /// The server that options or settings name; `nil` where neither does.
  func server() throws -> Server? {
    // A configuration that cannot be read was told; who looks for care is answered without it.
    let named = (try? Configured.current())?.value(.server)
    guard let text = connect ?? named.flatMap({ $0.origin == .fallback ? nil : $0.text }) else {
      guard tls == nil, ca == nil else {
        throw CommandFailure(
          .usage,
          say(
            id: "--tls dan --ca hanya bersama --connect",
            en: "--tls and --ca go only with --connect"))
      }
      return nil
    }
    return try Self.server(text, tls: tls, ca: ca)
  }

  /// The server with a name, checked as options or else settings say.
  ///
  /// - Throws: `CommandFailure` (usage) for authorities without TLS.
  static func server(_ text: String, tls: Bool?, ca: String?) throws -> Server {
    let configured = try Configured.current()
    let address = try SocketName(text, option: "--connect", defaultPort: 7336)
    // Authorities that a file names wait for TLS; those of the option must not be written in vain.
    let isTLS = configured.isTrue(.tls, option: tls)
    guard isTLS || ca == nil else {
      throw CommandFailure(
        .usage, say(id: "--ca hanya bersama --tls", en: "--ca goes only with --tls"))
    }
    let authorities = configured.text(.authorities, option: ca)
    return Server(
      address: address, tls: isTLS ? try ClientTLS(address.host, authorities: authorities) : nil)
  }

  /// The database whose lists answer: a copy of the server's, or the one that was named.
  ///
  /// - Parameter database: What `--db` says, which goes before a setting and not beside `--connect`.
  func database(or database: String?) throws -> String? {
    guard connect == nil || database == nil else {
      throw CommandFailure(
        .usage,
        say(id: "--db dan --connect tidak bersama", en: "--db and --connect do not go together"))
    }
    guard database == nil, let server = try server() else { return database }
    return try RemoteLists(server).database()
  }
}
