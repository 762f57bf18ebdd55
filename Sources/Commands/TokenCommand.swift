import ArgumentParser
import Formats
import Glibc
import Referrals
import Application
import Storage

/// `plkk token …`: access to referrals besides the administrator of this machine.
struct TokenCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "token",
      abstract: say(
        id: "Token untuk petugas, fasilitas, auditor dan pengelola.",
        en: "Tokens of officers, facilities, auditors and administrators."),
      subcommands: [TokenNew.self, TokenList.self, TokenRevoke.self])
  }
}

/// `plkk token new`.
struct TokenNew: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new",
      abstract: say(
        id: "Buat token; rahasianya ditampilkan sekali ini saja dan disimpan sebagai hash.",
        en: "Make a token; its secret is given this once and kept only as a hash."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk token new --role officer --scope BJM --label "loket 1" --out loket1.token
          plkk token new --role facility --scope PLKK-63-097 --days 30 --out igd.token
          plkk token new --role supervisor --scope BJM,PLK --out kanwil.token
          plkk token new --role auditor
        """)
  }

  @Option(
    help: ArgumentHelp(
      say(
        id:
          "Peran: petugas satu cabang, pembaca beberapa cabang, satu fasilitas, auditor (angka saja), "
          + "atau pengelola.",
        en:
          "Role: officer of a branch, reader of several branches, a facility, auditor (numbers only), "
          + "or administrator."),
      valueName: Role.allCases.map(\.rawValue).joined(separator: "|")))
  var role: String

  @Option(
    help: ArgumentHelp(
      say(
        id:
          "Kode cabang untuk officer, beberapa dengan koma untuk supervisor, id fasilitas untuk facility.",
        en:
          "Branch code of an officer, several with commas of a supervisor, facility id of a facility."
      )))
  var scope: String = ""

  @Option(
    help: ArgumentHelp(
      say(
        id: "Label pengenal (jangan nama orang).",
        en: "A word to know it by, not a person's name.")))
  var label: String = ""

  @Option(
    help: ArgumentHelp(
      say(id: "Berlaku berapa hari, 1 sampai 366.", en: "Valid for so many days, 1 to 366.")))
  var days: Int = 90

  @Option(
    help: ArgumentHelp(
      say(
        id: "Tulis rahasia ke berkas baru ini (0600); tanpa opsi ini hanya ke terminal.",
        en: "Write the secret to this new file (0600); without it only to a terminal."),
      valueName: "file"))
  var out: String?

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    guard let role = Role(rawValue: role.lowercased()) else {
      let allowed = Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(
        .usage,
        say(
          id: "--role “\(Failures.safe(role))” tidak dikenal; pilihan: \(allowed)",
          en: "--role “\(Failures.safe(role))” is unknown; allowed: \(allowed)"))
    }
    guard (1...366).contains(days) else {
      throw CommandFailure(
        .usage,
        say(id: "--days \(days): harus 1 sampai 366", en: "--days \(days): must be 1 to 366"))
    }
    guard out != nil || isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure(
        .usage,
        say(
          id: "keluaran bukan terminal: sebutkan --out BERKAS, agar rahasia tidak masuk log",
          en: "the output is no terminal: give --out FILE, so that the secret enters no log"))
    }
    if role == .facility {
      // A database that is about to be made has no lists yet.
      let locator = try Locators.current(
        StorePlace(storeSession.db).isThere ? storeSession.db : nil)
      _ = try Failures.translated { () throws(LocateError) in try locator.show(scope) }
    }
    let open = try await storeSession.opened(creating: true)
    let file = try out.map(SecretFile.init)
    let issued: (secret: String, token: TokenRecord)
    do {
      issued = try await StoreSession.translated {
        try await open.referralService.issueToken(
          role: role, scope: scope, label: label, life: .days(Int64(days)), by: open.identity)
      }
    } catch {
      file?.remove()
      throw error
    }
    guard file?.write(issued.secret) ?? true else {
      // A token whose secret is lost is only a danger.
      _ = try? await open.referralService.revokeToken(issued.token.id, by: open.identity)
      file?.remove()
      throw CommandFailure(
        .inputOutput,
        say(
          id: "rahasia tidak dapat ditulis; token dicabut lagi",
          en: "the secret could not be written; the token was revoked again"))
    }
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        TokenList.members(issued.token, StoreSession.clock(), &$0)
        if file == nil { $0.member("secret", issued.secret) }
      }
      return Output.write(json.text + "\n")
    }
    let id = issued.token.id
    let until = StoreSession.text(issued.token.expiresAt)
    Output.write(
      say(
        id: "Token \(id) (\(role.rawValue)) berlaku sampai \(until).\n",
        en: "Token \(id) (\(role.rawValue)) is valid until \(until).\n"))
    Output.write(
      file == nil
        ? say(id: "Rahasia, hanya sekali ini:\n", en: "Secret, this once only:\n")
          + issued.secret + "\n"
        : say(id: "Rahasia ada di berkas (0600).\n", en: "The secret is in the file (0600).\n"))
  }
}

/// `plkk token list`.
struct TokenList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: say(id: "Semua token, tanpa rahasianya.", en: "All tokens, without their secrets."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk token list
          plkk token list --format json
        """)
  }

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    let open = try await storeSession.opened()
    let tokens = try await StoreSession.translated {
      try await open.referralService.tokens(by: open.identity)
    }
    let now = StoreSession.clock()
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member(
          "tokens",
          array: { list in
            for token in tokens { list.object { Self.members(token, now, &$0) } }
          })
      }
      return Output.write(json.text + "\n")
    }
    for token in tokens {
      let words = [token.id, token.role.rawValue, token.scope, Failures.safe(token.label)]
        .filter { !$0.isEmpty }
      Output.write(words.joined(separator: "  ") + "  " + Self.standing(token, now) + "\n")
    }
    if tokens.isEmpty {
      Output.write(
        say(
          id: "Tidak ada token; buat satu dengan plkk token new.\n",
          en: "There are no tokens; make one with plkk token new.\n"))
    }
  }

  /// `active`, `expired` or `revoked`.
  private static func state(_ token: TokenRecord, _ now: Instant) -> String {
    token.revokedAt != nil ? "revoked" : now < token.expiresAt ? "active" : "expired"
  }

  private static func standing(_ token: TokenRecord, _ now: Instant) -> String {
    if let revoked = token.revokedAt {
      return say(id: "dicabut ", en: "revoked ") + StoreSession.text(revoked)
    }
    let until = StoreSession.text(token.expiresAt)
    return now < token.expiresAt
      ? say(id: "berlaku sampai \(until)", en: "valid until \(until)")
      : say(id: "kedaluwarsa \(until)", en: "expired \(until)")
  }

  /// A token as members of a JSON object.
  static func members(_ token: TokenRecord, _ now: Instant, _ json: inout JSONWriter) {
    json.member("id", token.id)
    json.member("role", token.role.rawValue)
    json.member("scope", token.scope.isEmpty ? nil : token.scope)
    json.member("label", token.label.isEmpty ? nil : token.label)
    json.member("created_at", token.createdAt.iso8601())
    json.member("expires_at", token.expiresAt.iso8601())
    json.member("revoked_at", token.revokedAt?.iso8601())
    json.member("state", state(token, now))
  }
}

/// `plkk token revoke`.
struct TokenRevoke: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "revoke",
      abstract: say(id: "Cabut token seketika.", en: "Revoke a token at once."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n") + "  plkk token revoke k7fd-3qwx-5")
  }

  @Argument(
    help: ArgumentHelp(
      say(
        id: "Id token dari plkk token list; bukan rahasianya.",
        en: "Id of the token from plkk token list; not its secret."), valueName: "id"))
  var id: String

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    let open = try await storeSession.opened()
    let isFound = try await StoreSession.translated {
      try await open.referralService.revokeToken(id.lowercased(), by: open.identity)
    }
    guard isFound else {
      // What was typed is not repeated: it may be a secret, taken for the id.
      throw CommandFailure(
        .noInput,
        say(
          id: "tidak ada token dengan id ini; lihat plkk token list",
          en: "no token has this id; see plkk token list"))
    }
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member("id", id.lowercased())
        $0.member("state", "revoked")
      }
      return Output.write(json.text + "\n")
    }
    Output.write(say(id: "Token dicabut.\n", en: "The token is revoked.\n"))
  }
}

/// A new file that only its owner may read.
struct SecretFile {
  private let path: String
  private let descriptor: Int32

  /// Makes the file; refuses one that is there.
  init(_ path: String) throws {
    self.path = path
    descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = SystemWords.reason(errno)
      throw CommandFailure(
        .cannotCreate,
        say(
          id: "tidak dapat membuat berkas baru \(Failures.path(path)): \(reason)",
          en: "cannot make a new file \(Failures.path(path)): \(reason)"))
    }
  }

  /// Writes a line and closes; false when that failed.
  func write(_ text: String) -> Bool {
    let bytes = Array((text + "\n").utf8)
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    let isKept = fsync(descriptor) == 0
    return close(descriptor) == 0 && count == bytes.count && isKept
  }

  /// Takes the file away again.
  func remove() { unlink(path) }
}
