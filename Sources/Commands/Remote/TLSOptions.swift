import ArgumentParser

/// How to make sure that a server is the one that is meant.
struct TLSOptions: ParsableArguments {
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
        id: "Dengan --tls: percayai sertifikat CA ini (PEM) sebagai ganti milik sistem.",
        en: "With --tls: trust these CA certificates (PEM) instead of the system's."),
      valueName: "file"))
  var ca: String?

  /// Refuses options that were written in vain, as no server is asked.
  func refuseAlone() throws {
    guard tls == nil, ca == nil else {
      throw CommandFailure(
        .usage,
        say(
          id: "--tls dan --ca hanya bersama --connect",
          en: "--tls and --ca go only with --connect"))
    }
  }

  /// The server with a name, checked as options or else settings say.
  ///
  /// - Throws: `CommandFailure` (usage) for authorities without TLS.
  func server(_ text: String) throws -> NamedServer {
    let configured = try Configured.current()
    let address = try SocketName(text, option: "--connect", defaultPort: 7336)
    // Authorities that a file names wait for TLS; those of the option must not be written in vain.
    let isTLS = configured.isTrue(.tls, option: tls)
    guard isTLS || ca == nil else {
      throw CommandFailure(
        .usage, say(id: "--ca hanya bersama --tls", en: "--ca goes only with --tls"))
    }
    let authorities = configured.text(.authorities, option: ca)
    return NamedServer(
      address: address, tls: isTLS ? try ClientTLS(address.host, authorities: authorities) : nil)
  }
}

/// Where a server answers and how to make sure that it is the one.
struct NamedServer {
  let address: SocketName
  let tls: ClientTLS?

  /// Refuses a server beside a database: one of them answers.
  static func refuse(_ connect: String?, beside database: String?) throws {
    guard connect == nil || database == nil else {
      throw CommandFailure(
        .usage,
        say(id: "--db dan --connect tidak bersama", en: "--db and --connect do not go together"))
    }
  }
}
