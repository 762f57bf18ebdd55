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

  @OptionGroup var security: TLSOptions

  /// The server that options or settings name.
  ///
  /// - Parameter database: The value of `--db`: it goes before a setting, and not beside `--connect`.
  /// - Returns: The server; `nil` where the database here is meant.
  /// - Throws: `CommandFailure` where options contradict each other.
  func server(database: String?) throws -> NamedServer? {
    try NamedServer.refuse(connect, beside: database)
    let named = try Configured.current().value(.server)
    let set = named.flatMap { database == nil && $0.origin != .fallback ? $0.text : nil }
    guard let text = connect ?? set else {
      try security.refuseAlone()
      return nil
    }
    return try security.server(text)
  }
}
