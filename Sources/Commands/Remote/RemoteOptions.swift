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

  @OptionGroup var security: TLSOptions

  /// The server that options or settings name; `nil` where neither does.
  func server() throws -> NamedServer? {
    // An unreadable configuration was reported; a search for care is answered without it.
    let named = (try? Configured.current())?.value(.server)
    guard let text = connect ?? named.flatMap({ $0.origin == .fallback ? nil : $0.text }) else {
      try security.refuseAlone()
      return nil
    }
    return try security.server(text)
  }

  /// The database whose lists answer: a copy of the server's, or the one that was named.
  ///
  /// - Parameter database: The value of `--db`: it goes before a setting, and not beside `--connect`.
  /// - Returns: Its path; `nil` for the usual one.
  /// - Throws: `CommandFailure` where options contradict each other or the server cannot be asked.
  func database(or database: String?) throws -> String? {
    try NamedServer.refuse(connect, beside: database)
    guard database == nil, let server = try server() else { return database }
    return try RemoteLists(server).database()
  }
}
