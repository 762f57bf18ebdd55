import Formats
import HTTPServer
import Server

/// One thing that can be set: by an option, by a variable of the environment, or by a line of a
/// configuration file.
///
/// This table is the only one: what a file may hold, what a variable is called, what `plkk config show`
/// lists and the defaults of a server follow from it.
struct Setting: Sendable {
  /// What a value may look like.
  enum Form: Sendable {
    /// Any text; the word says what it is, for messages: `file`, `host:port`.
    case text(String)
    case whole(ClosedRange<Int>)
    /// Seconds with decimals; 0 besides, for never.
    case seconds(ClosedRange<Double>)
    case choice([String])
    case yesNo
  }

  /// As a line of a file names it: `serve.list-poll`.
  let key: String
  let form: Form
  /// The default; `nil` where there is none.
  let fallback: String?
  /// What it means, in both languages.
  let id: String
  let en: String
  /// The variable of the environment: `PLKK_SERVE_LIST_POLL`.
  let variable: String

  init(
    _ key: String, _ form: Form, _ fallback: String?, variable: String? = nil, id: String,
    en: String
  ) {
    self.key = key
    self.form = form
    self.fallback = fallback
    self.id = id
    self.en = en
    self.variable =
      variable ?? "PLKK_" + String(key.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
  }

  static let database = Setting(
    "db", .text("file"), nil,
    id: "berkas basis data bagi semua perintah", en: "database file of all commands")
  static let language = Setting(
    "lang", .choice(Language.allCases.map(\.rawValue)), nil,
    id: "bahasa bagi semua perintah (bawaan: dari LANG, selain itu id)",
    en: "language of all commands (default: from LANG, else id)")
  static let serveDatabase = Setting(
    "serve.db", .text("file"), nil,
    id: "berkas basis data server (bawaan: db)", en: "database file of the server (default: db)")
  static let storeKeys = Setting(
    "store.keys", .text("file"), nil,
    id: "berkas kunci penyimpanan PostgreSQL", en: "key file of the store in PostgreSQL")
  static let listen = Setting(
    "serve.listen", .text("host:port"), "127.0.0.1:7336",
    id: "alamat dan port server", en: "address and port of the server")
  static let threads = Setting(
    "serve.threads", .whole(0...256), "0",
    id: "jumlah thread; 0: satu per inti", en: "threads; 0: one for each core")
  static let referrals = Setting(
    "serve.referrals", .yesNo, "no",
    id: "layani rujukan juga bila basis data belum ada",
    en: "serve referrals also without a database yet")
  static let listPoll = Setting(
    "serve.list-poll", .seconds(0.05...3600), "1",
    id: "detik antara dua pencarian daftar baru; 0: hanya SIGHUP dan RELOAD",
    en: "seconds between two looks for a new list; 0: only SIGHUP and RELOAD")
  static let certificate = Setting(
    "serve.tls-certificate", .text("file"), nil,
    id: "sertifikat TLS (PEM, rantai lengkap)", en: "TLS certificate (PEM, whole chain)")
  static let certificateKey = Setting(
    "serve.tls-key", .text("file"), nil, id: "kunci pribadi TLS (PEM)", en: "TLS private key (PEM)")
  static let insecure = Setting(
    "serve.insecure", .yesNo, "no",
    id: "izinkan alamat selain loopback tanpa TLS",
    en: "allow an address other than loopback without TLS")
  static let health = Setting(
    "serve.health", .text("host:port"), nil,
    id: "alamat loopback untuk /healthz, /readyz, /metrics",
    en: "loopback address of /healthz, /readyz, /metrics")
  static let http = Setting(
    "serve.http", .text("host:port"), nil,
    id: "alamat HTTP, FHIR dan peta", en: "address of HTTP, FHIR and maps")
  static let httpOrigins = Setting(
    "serve.http-origins", .text("origins"), nil,
    id: "asal halaman lain yang boleh membaca jawaban (CORS), dipisah spasi",
    en: "origins whose pages may read answers (CORS), with blanks between")
  static let logLevel = Setting(
    "serve.log-level",
    .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
    "notice", id: "tingkat log terendah yang dicatat", en: "log from this level on")
  static let logFormat = Setting(
    "serve.log-format", .choice(["text", "json"]), "text",
    id: "bentuk catatan", en: "form of the log")
  static let serverLanguage = Setting(
    "serve.lang", .choice(Language.allCases.map(\.rawValue)), nil,
    id: "bahasa sambungan baru (bawaan: dari LANG)",
    en: "language of a new connection (default: from LANG)")
  static let server = Setting(
    "connect.server", .text("host:port"), "127.0.0.1:7336",
    id: "server yang ditanya", en: "the server that is asked")
  static let tls = Setting(
    "connect.tls", .yesNo, "no",
    id: "sambung dengan TLS; sertifikat diperiksa",
    en: "connect with TLS; the certificate is checked")
  static let authorities = Setting(
    "connect.ca", .text("file"), nil,
    id: "percayai sertifikat CA ini (PEM)", en: "trust these CA certificates (PEM)")
  static let tokenFile = Setting(
    "connect.token-file", .text("file"), nil, variable: "PLKK_TOKEN_FILE",
    id: "berkas berisi token, hanya terbaca pemiliknya",
    en: "file with a token, readable by its owner only")

  /// All of them, in the order in which they are shown.
  static let all: [Setting] =
    [
      database, language, serveDatabase, storeKeys, listen, threads, referrals, listPoll,
      certificate,
      certificateKey,
      insecure, health, http, httpOrigins, logLevel, logFormat, serverLanguage, server, tls,
      authorities,
      tokenFile,
    ] + LimitOption.line.settings + LimitOption.web.settings

  /// What is wrong with a value; `nil` where it can be taken.
  func fault(_ value: String) -> String? {
    switch form {
    case .text(let what):
      value.isEmpty ? say(id: "kosong; tulis \(what)", en: "is empty; write \(what)") : nil
    case .whole(let range):
      Int(value).map(range.contains) == true
        ? nil
        : say(
          id: "harus \(range.lowerBound) … \(range.upperBound)",
          en: "must be \(range.lowerBound) … \(range.upperBound)")
    case .seconds(let range):
      Double(value).map { $0 == 0 || range.contains($0) } == true
        ? nil
        : say(
          id: "harus 0, atau \(range.lowerBound) sampai \(range.upperBound) detik",
          en: "must be 0, or \(range.lowerBound) to \(range.upperBound) seconds")
    case .choice(let words):
      words.contains(value)
        ? nil
        : say(
          id: "pilihan: \(words.joined(separator: ", "))",
          en: "allowed: \(words.joined(separator: ", "))")
    case .yesNo:
      Self.truth(value) != nil ? nil : say(id: "harus yes atau no", en: "must be yes or no")
    }
  }

  /// Yes or no, in both languages.
  static func truth(_ value: String) -> Bool? {
    switch value.lowercased() {
    case "yes", "true", "1", "ya": true
    case "no", "false", "0", "tidak": false
    default: nil
    }
  }
}
