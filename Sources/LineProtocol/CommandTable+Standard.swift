import Formats

extension CommandTable {
  /// The version of the protocol.
  public static let protocolVersion = 2

  /// The verbs of every connection.
  public static let standard = CommandTable(locating + connection + administration + compatibility)

  /// How many facilities one request may ask for.
  public static let limitRange = 1...1000
  /// How many `NEAREST` gives by default.
  public static let nearestDefault = 3
  /// How many `WITHIN` and `SEARCH` give by default.
  public static let listDefault = limitRange.upperBound

  private static let kinds = ["hospital", "clinic", "puskesmas", "other"]
  private static let bases = ["official", "reported", "presumed", "none"]

  private static let kind = OptionSpec(
    "KIND",
    [
      ValueSpec(
        "KIND", .choices(kinds),
        also: ["rumah-sakit": "hospital", "klinik": "clinic", "lainnya": "other"])
    ], isRepeatable: true,
    summary: Phrase(
      id: "hanya jenis ini; juga rumah-sakit, klinik, lainnya",
      en: "only these kinds; also rumah-sakit, klinik, lainnya"))
  private static let basis = OptionSpec(
    "BASIS",
    [
      ValueSpec(
        "BASIS", .choices(bases),
        also: [
          "resmi": "official", "berita": "reported", "diduga": "presumed",
          "tidak-terdaftar": "none",
        ])
    ], isRepeatable: true,
    summary: Phrase(
      id: "hanya dengan dasar ini; juga resmi, berita, diduga, tidak-terdaftar; tanpa opsi ini: "
        + "official,reported,presumed",
      en: "only with these bases; also resmi, berita, diduga, tidak-terdaftar; without it: "
        + "official,reported,presumed"))
  private static let emergencyHours = OptionSpec(
    "EMERGENCY24H", [],
    summary: Phrase(
      id: "hanya yang IGD-nya diketahui buka 24 jam",
      en: "only where the emergency department is known to be open day and night"))
  private static let region = OptionSpec(
    "REGION", [ValueSpec("REGION", .region)],
    summary: Phrase(
      id: "hanya di wilayah ini (kode atau nama; nama berspasi dalam tanda kutip)",
      en: "only in this region (code or name; a name with spaces in quotes)"))
  private static let query = OptionSpec(
    "WITHQUERY", [],
    summary: Phrase(
      id: "baris pertama menyebut bagaimana posisi dipahami",
      en: "a first line says how the position was understood"))

  private static func limit(_ standard: Int) -> OptionSpec {
    OptionSpec(
      "LIMIT", [ValueSpec("COUNT", .integer(limitRange))],
      summary: Phrase(
        id: "paling banyak sekian fasilitas; tanpa opsi ini \(standard)",
        en: "at most so many facilities; without it \(standard)"))
  }

  private static let facilityLines = Phrase(
    id: "*n dan n baris fasilitas", en: "`*n` and n facility lines")

  private static let locating: [CommandSpec] = [
    CommandSpec(
      "NEAREST", .locating, arguments: [ValueSpec("POSITION", .position, takesRest: true)],
      options: [
        limit(nearestDefault), kind, basis, region, emergencyHours,
        OptionSpec(
          "WITHIN", [ValueSpec("DISTANCE", .distance)],
          summary: Phrase(
            id: "paling jauh sekian, garis lurus", en: "at most so far, straight line")),
        OptionSpec(
          "EMERGENCY", [],
          summary: Phrase(
            id: "baris nomor darurat, lalu rumah sakit terdekat, PLKK atau bukan, lalu PLKK "
              + "terdekat; KIND, BASIS, REGION dan WITHIN berlaku untuk PLKK",
            en: "a line with the number to call, then the nearest hospitals, PLKK or not, then the "
              + "nearest PLKK; KIND, BASIS, REGION and WITHIN hold for the PLKK")),
        OptionSpec(
          "BRUTEFORCE", [],
          summary: Phrase(
            id: "ukur semua fasilitas, tanpa indeks: jawaban sama, lebih lambat",
            en: "measure every facility, no index: the same answer, slower")),
        query,
      ],
      summary: Phrase(
        id: "fasilitas terdekat menurut garis lurus, bukan jalan",
        en: "the nearest facilities by straight line, not by road"),
      reply: facilityLines, cost: "O(log n + LIMIT); with a filter O(n)",
      errors: [.badPosition, .notFound]),
    CommandSpec(
      "WITHIN", .locating,
      arguments: [ValueSpec("POSITION", .position, isOptional: true, takesRest: true)],
      options: [
        OptionSpec(
          "RADIUS", [ValueSpec("DISTANCE", .distance)],
          summary: Phrase(
            id: "sejauh ini dari POSITION, terdekat dahulu",
            en: "so far around POSITION, nearest first")),
        OptionSpec(
          "BBOX", [ValueSpec("BOX", .box)],
          summary: Phrase(id: "dalam kotak ini, urut id", en: "in this box, by id")),
        OptionSpec(
          "REGION", [ValueSpec("REGION", .region)],
          summary: Phrase(id: "di wilayah ini, urut id", en: "in this region, by id")),
        limit(listDefault), kind, basis, emergencyHours, query,
      ],
      summary: Phrase(
        id: "fasilitas dalam radius, kotak, atau wilayah (tepat satu dari RADIUS, BBOX, REGION)",
        en: "facilities in a radius, a box or a region (exactly one of RADIUS, BBOX, REGION)"),
      reply: facilityLines, cost: "O(n)", errors: [.badPosition, .notFound]),
    CommandSpec(
      "SHOW", .locating, arguments: [ValueSpec("ID", .text)],
      summary: Phrase(id: "semua isian satu fasilitas", en: "all fields of one facility"),
      reply: Phrase(
        id: "*n dan n baris nama<TAB>nilai; FORMAT json: satu objek",
        en: "`*n` and n lines name TAB value; with `FORMAT json` one object"),
      errors: [.notFound]),
    CommandSpec(
      "SEARCH", .locating, arguments: [ValueSpec("TEXT", .text, takesRest: true)],
      options: [limit(listDefault), kind, basis],
      summary: Phrase(
        id: "fasilitas yang nama, alamat, kecamatan atau kabupatennya memuat semua kata",
        en: "facilities whose name, address, kecamatan or kabupaten hold all words"),
      reply: facilityLines, cost: "O(n)"),
    CommandSpec(
      "LOCATE", .locating, arguments: [ValueSpec("POSITION", .position, takesRest: true)],
      summary: Phrase(
        id: "bagaimana posisi dipahami dan di wilayah mana",
        en: "how a position was understood and in which region it lies"),
      reply: Phrase(
        id: "*n dan n baris nama<TAB>nilai; FORMAT json: satu objek",
        en: "`*n` and n lines name TAB value; with `FORMAT json` one object"),
      cost: "O(borders near the position)", errors: [.badPosition]),
    CommandSpec(
      "COUNT", .locating, arguments: [],
      options: [kind, basis, region],
      summary: Phrase(id: "berapa fasilitas", en: "how many facilities"),
      reply: Phrase(id: ":n", en: "`:n`"), cost: "O(n)", errors: [.notFound]),
    CommandSpec(
      "LISTS", .locating,
      arguments: [
        ValueSpec("PART", .text, isOptional: true), ValueSpec("SHA256", .text, isOptional: true),
      ],
      summary: Phrase(
        id:
          "daftar dan koreksi yang dimasukkan di server ini, untuk disalin: tanpa PART isinya apa, "
          + "dengan PART dan SHA256 sepotong",
        en:
          "the lists and corrections taken in at this server, to be copied: without PART what there "
          + "is, with PART and SHA256 a piece"),
      reply: Phrase(
        id: "*n dan n baris version, day, bytes, sha256, parts, seeds; atau potongan dalam base64",
        en: "`*n` and n lines version, day, bytes, sha256, parts, seeds; or the piece in base64"),
      cost: "O(bytes of the piece)", errors: [.notFound, .conflict], since: 2),
  ]

  static let ok = Phrase(id: "+OK", en: "`+OK`")
  private static let textLines = Phrase(id: "*n dan n baris teks", en: "`*n` and n lines of text")

  /// The sections that `INFO` has, in its order.
  public static let infoSections = [
    "server", "clients", "memory", "persistence", "stats", "replication", "keyspace", "directory",
    "limits",
  ]

  private static let connection: [CommandSpec] = [
    CommandSpec(
      "PING", .connection, arguments: [ValueSpec("TEXT", .text, isOptional: true, takesRest: true)],
      summary: Phrase(id: "tanda hidup", en: "sign of life"),
      reply: Phrase(
        id: "+PONG, atau teksnya; untuk klien RESP2 yang berlangganan *2: pong, teks",
        en: "`+PONG`, or the text; to a RESP2 client with subscriptions `*2`: pong, text")),
    CommandSpec(
      "HELLO", .connection, arguments: [ValueSpec("VERSION", .text, isOptional: true)],
      options: [
        OptionSpec(
          "AUTH", [ValueSpec("USER", .text), ValueSpec("TOKEN", .text)],
          summary: Phrase(id: "seperti AUTH", en: "as AUTH does")),
        OptionSpec(
          "SETNAME", [ValueSpec("NAME", .text)],
          summary: Phrase(id: "nama sambungan", en: "name of the connection")),
      ],
      summary: Phrase(
        id: "salam klien Redis; VERSION 2 atau 3: bentuk RESP untuk permintaan larik",
        en: "greeting of Redis clients; VERSION 2 or 3: the form of RESP for requests as arrays"),
      reply: Phrase(
        id: "*n dan nama serta nilai bergantian; RESP3: peta",
        en: "`*n`, names and values in turn; in RESP3 a map"),
      errors: [.noProtocol, .noAuthentication]),
    CommandSpec(
      "HELP", .connection, arguments: [ValueSpec("VERB", .text, isOptional: true)],
      summary: Phrase(
        id: "daftar kata kerja, atau satu secara rinci", en: "the verbs, or one in detail"),
      reply: textLines),
    CommandSpec(
      "INFO", .connection,
      arguments: [
        ValueSpec(
          "SECTION", .choice(infoSections + ["default", "all", "everything"]),
          isOptional: true)
      ],
      summary: Phrase(
        id: "versi, data, sambungan, permintaan, batas",
        en: "version, data, connections, requests, limits"),
      reply: Phrase(
        id: "*n dan n baris, '# Bagian' dan nama:nilai; RESP: satu teks",
        en: "`*n` and n lines, `# Section` and `name:value`; in RESP one text")),
    CommandSpec(
      "HEALTH", .connection,
      summary: Phrase(
        id: "apakah server siap melayani, dan bila tidak, mengapa",
        en: "whether the server is ready to serve, and if not, why"),
      reply: Phrase(id: "+OK, atau kesalahan BUSY", en: "`+OK`, or the error `BUSY`"),
      errors: [.busy], since: 2),
    CommandSpec(
      "RESET", .connection,
      summary: Phrase(
        id: "sambungan seperti baru: tanpa token, langganan dan pilihan",
        en: "the connection as if new: without token, subscriptions and choices"),
      reply: Phrase(id: "+RESET", en: "`+RESET`"), since: 2),
    CommandSpec(
      "FORMAT", .connection,
      arguments: [ValueSpec("FORMAT", .choice(["text", "json", "record"]))],
      summary: Phrase(
        id:
          "bentuk baris jawaban pada sambungan ini; record: JSON bagi plkk refer --connect, dengan "
          + "kalimat yang menyebut perintah dan opsi",
        en: "form of the lines of answers on this connection; record: JSON for "
          + "plkk refer --connect, with sentences that name commands and options"),
      reply: ok),
    CommandSpec(
      "LANG", .connection, arguments: [ValueSpec("LANG", .choice(["id", "en"]))],
      summary: Phrase(
        id: "bahasa pesan kesalahan dan bantuan pada sambungan ini",
        en: "language of errors and help on this connection"),
      reply: ok),
    CommandSpec(
      "AUTH", .connection,
      arguments: [ValueSpec("TOKEN", .text), ValueSpec("TOKEN2", .text, isOptional: true)],
      summary: Phrase(
        id: "serahkan token; bentuk AUTH nama token juga diterima",
        en: "gives a token; the form AUTH name token is taken too"),
      reply: ok, cost: "O(tokens)", errors: [.noAuthentication, .noPermission]),
    CommandSpec(
      "QUIT", .connection, summary: Phrase(id: "tutup sambungan", en: "closes the connection"),
      reply: ok),
  ]

  private static let administration: [CommandSpec] = [
    CommandSpec(
      "METRICS", .administration,
      summary: Phrase(
        id: "semua angka server dalam teks Prometheus",
        en: "all figures of the server as Prometheus text"),
      reply: textLines, cost: "O(figures)"),
    CommandSpec(
      "RELOAD", .administration,
      summary: Phrase(
        id: "baca ulang daftar fasilitas dan sertifikat",
        en: "reads the list of facilities and the certificate again"),
      reply: ok, cost: "O(n log n)", errors: [.noAuthentication, .noPermission, .busy],
      access: .administrator),
  ]
}
