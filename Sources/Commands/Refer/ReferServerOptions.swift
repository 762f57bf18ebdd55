import ArgumentParser

/// Which server a command asks about referrals, where it asks one.
struct ReferServerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Rujukan di server ini, bukan di berkas (bawaan: setelan connect.server, bila diisi); "
          + "perlu --token-file.",
        en:
          "Referrals of this server instead of a file (default: the setting connect.server, where "
          + "it is set); needs --token-file."), valueName: "host:port"))
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

  /// The server that options or settings name; nil where the database here is meant.
  ///
  /// - Parameter database: What `--db` says, which goes before a setting and not beside `--connect`.
  func server(database: String?) throws -> RemoteOptions.Server? {
    guard connect == nil || database == nil else {
      throw CommandFailure(
        .usage,
        say(id: "--db dan --connect tidak bersama", en: "--db and --connect do not go together"))
    }
    let named = try Configured.current().value(.server)
    let set = named.flatMap { database == nil && $0.origin != .fallback ? $0.text : nil }
    guard let text = connect ?? set else {
      guard tls == nil, ca == nil else {
        throw CommandFailure(
          .usage,
          say(
            id: "--tls dan --ca hanya bersama --connect",
            en: "--tls and --ca go only with --connect"))
      }
      return nil
    }
    return try RemoteOptions.server(text, tls: tls, ca: ca)
  }
}
