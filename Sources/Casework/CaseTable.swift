internal import Formats
public import LineProtocol
internal import Referrals

extension CommandTable {
  /// The verbs of referrals; both doors read their words by this one table.
  public static let referring: [CommandSpec] = opening + steps + facts + views

  /// The word that chooses the nearest eligible site.
  static let automatic = "AUTO"
  /// How many candidates are offered when no number is given.
  static let candidates = 3
  /// How many referrals a list has when no number is given.
  static let listed = 100

  /// Words that say that no criterion of an emergency is met.
  static let noCriterion = ["tidak-ada", "none"]
  /// Words of a late answer: that the patient is taken.
  static let acceptance = ["diterima", "accepted"]
  /// Words of a late answer: that the patient is not taken.
  static let refusal = ["ditolak", "refused"]

  /// The words of an enumeration, Indonesian and English.
  private static func words<Value: CodedWord>(_: Value.Type) -> [String] { Value.words }

  private static let code = ValueSpec("CODE", .text)

  private static func option(_ name: String, _ value: ValueSpec, _ id: String, _ en: String)
    -> OptionSpec
  {
    OptionSpec(name, [value], summary: Phrase(id: id, en: en))
  }

  private static func flag(_ name: String, _ id: String, _ en: String) -> OptionSpec {
    OptionSpec(name, [], summary: Phrase(id: id, en: en))
  }

  private static let requestID = option(
    "ID", ValueSpec("REQUEST", .text),
    "nomor permintaan; permintaan yang diulang dengan nomor sama dijawab sama",
    "id of the request; a request repeated under it gets the same answer")
  private static let attempt = option(
    "ATTEMPT", ValueSpec("NUMBER", .integer(1...99)),
    "pengajuan ke berapa; boleh tidak ditulis bila hanya satu yang cocok",
    "which attempt; may be left out where only one fits")
  private static let channel = option(
    "BY", ValueSpec("CHANNEL", .choice(words(Channel.self))), "lewat apa", "by what means")
  private static let note = option(
    "NOTE", ValueSpec("TEXT", .text), "keterangan; disimpan terenkripsi", "words; kept encrypted")
  private static let near = option(
    "NEAR", ValueSpec("POSITION", .position),
    "posisi asal calon diukur (nama berspasi dalam tanda kutip)",
    "position that candidates are measured from (a name with spaces in quotes)")
  private static let count = option(
    "LIMIT", ValueSpec("COUNT", .integer(1...100)), "paling banyak sekian", "at most so many")

  private static func destination(_ id: String, _ en: String) -> OptionSpec {
    option("TO", ValueSpec("AUTO|FACILITY", .text), id, en)
  }

  private static func time(_ name: String, _ id: String, _ en: String) -> OptionSpec {
    option(name, ValueSpec("TIME", .text), id, en)
  }

  /// The facts of a case; a correction may give any of them anew.
  private static let caseFacts: [OptionSpec] = [
    option(
      "CASE", ValueSpec("KIND", .choice(words(CaseKind.self))),
      "yang diduga; tanpa opsi ini dugaan-kk", "what is suspected; without it dugaan-kk"),
    time(
      "OCCURRED",
      "waktu kecelakaan, misalnya \"22-11-2026 14.30 WITA\"; bila tidak tahu, jangan ditulis",
      "when the accident happened, such as \"22-11-2026 14.30 WITA\"; leave it out if unknown"),
    time("DIAGNOSED", "waktu diagnosis PAK", "when the disease was diagnosed"),
    time(
      "EMPLOYED", "sampai kapan bekerja, bila sudah berhenti", "until when employed, if that ended"),
    option(
      "REGION", ValueSpec("REGION", .region), "wilayah kejadian (kode atau nama)",
      "region where it happened (code or name)"),
    option(
      "SEGMENT", ValueSpec("SEGMENT", .choice(words(Segment.self))), "segmen peserta",
      "how the worker is insured"),
    option(
      "PLACE", ValueSpec("PLACE", .choice(words(PlaceCategory.self))), "tempat kejadian",
      "kind of place"),
    option(
      "EMERGENCY",
      ValueSpec("CRITERIA", .choices(words(EmergencyCriterion.self) + noCriterion)),
      "kriteria gawat darurat yang terpenuhi, atau tidak-ada; tidak ditulis berarti belum ditanya",
      "criteria of an emergency that are met, or tidak-ada; left out means not asked yet"),
    option("BODY", ValueSpec("CODE", .text), "kode bagian tubuh", "code of the body part"),
    option("CAUSE", ValueSpec("CODE", .text), "kode penyebab", "code of the cause"),
    flag(
      "CONFIDENTIAL", "rahasia: tanpa uraian untuk pemberi kerja",
      "confidential: nothing of what happened for the employer"),
    option(
      "LAWFULBASIS", ValueSpec("GROUND", .choice(words(LawfulBasis.self))),
      "dasar hukum pemrosesan data; wajib kecuali ada kriteria gawat darurat",
      "ground of processing; needed unless a criterion of an emergency is met"),
    option(
      "BASIS", ValueSpec("GROUND", .choice(words(LawfulBasis.self))), "nama lama LAWFULBASIS",
      "former name of LAWFULBASIS"),
  ]

  /// Options whose values are personal: a command line takes them from a file or a prompt only.
  public static let personalOptions = Set(person.map(\.name))

  /// Personal data; sealed before it reaches the disk.
  private static let person: [OptionSpec] = [
    option("NAME", ValueSpec("TEXT", .text), "nama pasien", "the patient's name"),
    option("NIK", ValueSpec("NUMBER", .text), "NIK", "NIK"),
    option("KPJ", ValueSpec("NUMBER", .text), "nomor peserta", "participant number"),
    option("PASSPORT", ValueSpec("NUMBER", .text), "paspor", "passport"),
    option("PHONE", ValueSpec("NUMBER", .text), "telepon pasien", "the patient's phone"),
    option("NOTIFIER", ValueSpec("TEXT", .text), "nama pemberi tahu", "who tells"),
    option(
      "NOTIFIERPHONE", ValueSpec("NUMBER", .text), "telepon pemberi tahu", "phone of who tells"),
    option("CHRONOLOGY", ValueSpec("TEXT", .text), "uraian kejadian", "what happened"),
    option("EMPLOYER", ValueSpec("TEXT", .text), "pemberi kerja", "the employer"),
    option(
      "EMPLOYERNO", ValueSpec("NUMBER", .text), "NPP atau nomor proyek",
      "number of the employer or project"),
    option(
      "EMPLOYERADDRESS", ValueSpec("TEXT", .text), "alamat pemberi kerja", "the employer's address"),
    option(
      "EMPLOYERPHONE", ValueSpec("TEXT", .text), "telepon dan kontak pemberi kerja",
      "the employer's phone and contact"),
    option("BIRTHDATE", ValueSpec("TEXT", .text), "tanggal lahir pasien", "date of birth"),
    option("ADDRESS", ValueSpec("TEXT", .text), "alamat pasien", "the patient's address"),
    option("JOB", ValueSpec("TEXT", .text), "pekerjaan pasien", "the patient's job"),
    option(
      "WITNESSES", ValueSpec("TEXT", .text), "saksi atau nomor laporan polisi",
      "witnesses, or number of the police report"),
    note,
  ]

  private static let receiptReply = Phrase(
    id: "*n: baris receipt, lalu choice, candidate dan note bila ada",
    en: "`*n`: a line receipt, then choice, candidate and note where there are any")
  private static let errors: [ErrorCode] = [
    .noAuthentication, .noPermission, .notFound, .conflict, .busy,
  ]

  private static func spec(
    _ name: String, _ arguments: [ValueSpec], _ options: [OptionSpec], _ id: String, _ en: String,
    reply: Phrase = receiptReply, errors more: [ErrorCode] = []
  ) -> CommandSpec {
    CommandSpec(
      name, .referring, arguments: arguments, options: options, summary: Phrase(id: id, en: en),
      reply: reply, cost: "O(log n)", errors: errors + more, access: .token)
  }

  private static let opening: [CommandSpec] = [
    spec(
      "REFER", [ValueSpec("POSITION", .position, isOptional: true, takesRest: true)],
      [
        destination(
          "AUTO (fasilitas terdekat yang layak) atau id fasilitas; tanpa opsi ini hanya disusun",
          "AUTO (the nearest eligible site) or a facility's id; without it only a draft"),
        option(
          "PRIORITY", ValueSpec("PRIORITY", .choice(words(Priority.self))),
          "tanpa opsi ini stat bila ada kriteria gawat darurat, selain itu asap",
          "without it stat where a criterion of an emergency is met, else asap"),
        flag("PARALLEL", "stat: beberapa tujuan sekaligus", "stat: several destinations at once"),
        option(
          "BRANCH", ValueSpec("BRANCH", .text), "cabang; petugas: cabang sendiri",
          "branch; for an officer the own one"),
        option(
          "FROM", ValueSpec("FACILITY", .text), "fasilitas perujuk", "the facility that refers"),
        count,
      ] + caseFacts + person + [requestID],
      "buka rujukan; tidak pernah memutuskan KK atau PAK",
      "opens a referral; never decides whether it is KK or PAK", errors: [.badPosition])
  ]

  private static let steps: [CommandSpec] = [
    spec(
      "SEND", [code],
      [
        attempt, destination("tujuan: AUTO atau id", "destination: AUTO or an id"), near, count,
        requestID,
      ],
      "kirim ke tujuan; membuat pengajuan baru bila tidak ada konsep",
      "sends to a destination; a new attempt where no draft is there", errors: [.badPosition]),
    spec(
      "NEXT", [code], [near, count], "calon tujuan berikut dengan telepon",
      "the next candidates with their phones", errors: [.badPosition]),
    spec(
      "SEEN", [code], [attempt, channel, requestID], "sudah dibaca atau ditelepon; belum dijawab",
      "seen or phoned; not answered"),
    spec(
      "ACCEPT", [code], [attempt, channel, note, requestID],
      "fasilitas menerima pasien; belum tiba", "the facility takes the patient; not yet arrived"),
    spec(
      "REJECT", [code],
      [
        option(
          "REASON", ValueSpec("REASON", .choice(words(RejectionReason.self))), "alasan (wajib)",
          "reason (needed)"), attempt, note, near, count, requestID,
      ], "fasilitas menolak; calon berikut disebut", "the facility refuses; the next are named"),
    spec(
      "PRIORITY", [code],
      [
        option(
          "TO", ValueSpec("PRIORITY", .choice(words(Priority.self))), "prioritas baru (wajib)",
          "the new priority (needed)"),
        option(
          "REASON", ValueSpec("REASON", .choice(words(PriorityReason.self))), "alasan (wajib)",
          "reason (needed)"), note, requestID,
      ], "ubah prioritas", "changes the priority"),
    spec("DEPART", [code], [attempt, requestID], "pasien berangkat", "the patient leaves"),
    spec(
      "HOLD", [code],
      [
        option(
          "REASON", ValueSpec("REASON", .choice(words(HoldReason.self))), "menunggu apa (wajib)",
          "what for (needed)"), attempt, requestID,
      ], "diterima, menunggu", "accepted, waiting"),
    spec("ARRIVE", [code], [attempt, requestID], "pasien tiba", "the patient arrived"),
    spec(
      "CANCEL", [code],
      [
        option(
          "REASON", ValueSpec("REASON", .choice(words(CancellationReason.self))), "alasan (wajib)",
          "reason (needed)"), attempt,
        flag("ALL", "batalkan seluruh rujukan", "call the whole referral off"), requestID,
      ], "batalkan satu pengajuan atau semuanya", "calls an attempt off, or all"),
    spec(
      "FAIL", [code],
      [
        option(
          "REASON", ValueSpec("REASON", .choice(words(FailureReason.self))), "alasan (wajib)",
          "reason (needed)"), attempt, requestID,
      ], "diterima tetapi gagal", "accepted, but came to nothing"),
    spec(
      "LATE", [code],
      [
        option(
          "ANSWER", ValueSpec("ANSWER", .choice(acceptance + refusal)), "jawaban (wajib)",
          "the answer (needed)"), attempt, channel, requestID,
      ], "jawaban yang datang setelah pasien berangkat", "an answer that came after the departure"),
    spec(
      "ONWARD", [code],
      [
        destination("tujuan: AUTO atau id (wajib)", "destination: AUTO or an id (needed)"),
        attempt, near, count, requestID,
      ], "rujuk lanjut dari tempat pasien berada", "refers onward from where the patient is",
      errors: [.badPosition]),
    spec(
      "RETURN", [code],
      [
        destination("tujuan; tanpa opsi ini fasilitas perujuk", "destination; else the origin"),
        attempt, requestID,
      ], "rujuk balik; kode baru", "refers back; a new code"),
    spec(
      "VOID", [code],
      [
        option(
          "REASON", ValueSpec("REASON", .choice(words(ErrorReason.self))), "alasan (wajib)",
          "reason (needed)"), attempt, requestID,
      ], "batalkan karena salah input: satu pengajuan, atau seluruh rujukan",
      "written by mistake: an attempt, or all"),
  ]

  private static let facts: [CommandSpec] = [
    spec(
      "CORRECT", [code], caseFacts + person + [requestID], "perbaiki isian kasus",
      "puts the facts of the case right"),
    spec(
      "REPORT", [code],
      [
        option(
          "STAGE", ValueSpec("STAGE", .choice(words(ReportStage.self))), "tahap (wajib)",
          "stage (needed)"),
        option(
          "TO", ValueSpec("ADDRESSEE", .choice(words(Addressee.self))), "kepada (wajib)",
          "to whom (needed)"),
        time("AT", "kapan dikirim (wajib)", "when it was sent (needed)"), channel,
        option(
          "RECEIPT", ValueSpec("NUMBER", .text), "nomor tanda terima", "number of the receipt"),
        requestID,
      ], "catat laporan tahap I atau II yang terkirim", "records a report as sent"),
    spec(
      "NOTIFY", [code],
      [
        option(
          "FROM", ValueSpec("WHO", .choice(words(Notifier.self))), "dari siapa (wajib)",
          "from whom (needed)"),
        option(
          "TO", ValueSpec("ADDRESSEE", .choice(words(NoticeAddressee.self))), "kepada (wajib)",
          "to whom (needed)"), time("AT", "kapan (wajib)", "when (needed)"), requestID,
      ], "catat pemberitahuan dugaan; bukan pengganti laporan pemberi kerja",
      "records a notice of suspicion; it does not stand for the employer's report"),
    spec(
      "OUTCOME", [code],
      [
        time("AT", "tanggal surat dokter (wajib)", "date of the doctor's letter (needed)"),
        requestID,
      ],
      "catat surat dokter; tahap II dihitung dari sini",
      "records the doctor's letter; tahap II counts from it"),
    spec(
      "GUARANTEE", [code],
      [
        option(
          "STATE", ValueSpec("STATE", .choice(words(GuarantorState.self))), "keadaan (wajib)",
          "state (needed)"),
        option("PAYER", ValueSpec("PAYER", .choice(words(Guarantor.self))), "penjamin", "who"),
        requestID,
      ], "catat keputusan penjamin", "records what the guarantor says"),
    spec(
      "CONCLUDE", [code],
      [
        option(
          "AS", ValueSpec("CONCLUSION", .choice(words(Conclusion.self))), "kesimpulan (wajib)",
          "conclusion (needed)"), requestID,
      ], "catat kesimpulan BPJS Ketenagakerjaan atau pengawas",
      "records what BPJS Ketenagakerjaan or the inspector concluded"),
    spec(
      "TRANSPORT", [code],
      [
        option("MODE", ValueSpec("MODE", .choice(words(TransportMode.self))), "angkutan", "means"),
        option("COST", ValueSpec("RUPIAH", .integer(0...1_000_000_000)), "biaya, rupiah", "cost"),
        requestID,
      ], "tambah perjalanan (MODE), dan tunjukkan penggantian",
      "adds a journey (MODE), and shows the refund",
      reply: Phrase(id: "*n: baris transport dan refund", en: "`*n`: lines transport and refund")),
    spec(
      "WITHDRAW", [code], [requestID],
      "persetujuan ditarik: pemrosesan beku, penghapusan jatuh tempo",
      "consent is withdrawn: processing freezes, purge is due"),
    spec(
      "CLOSE", [code],
      [
        flag(
          "WITHOPEN", "tutup meskipun masih ada yang terbuka; dicatat",
          "closes although something is open; recorded"), requestID,
      ], "tutup kasus; ditolak selama ada yang terbuka",
      "closes the case; refused while something is open"),
  ]

  private static func lines(_ kinds: String) -> Phrase {
    Phrase(id: "*n: baris \(kinds)", en: "`*n`: lines \(kinds)")
  }

  private static let views: [CommandSpec] = [
    spec(
      "REFERRALS", [],
      [
        option(
          "STATUS", ValueSpec("STATUS", .choice(words(RequestStatus.self))), "keadaan", "state"),
        flag("OVERDUE", "hanya yang jawabannya lewat waktu", "only those whose answer is overdue"),
        count,
      ], "rujukan dalam wewenang token", "the referrals that the token may see",
      reply: lines("referral")),
    spec(
      "REFERRAL", [code],
      [flag("REVEAL", "tampilkan data pribadi; tercatat", "shows personal data; logged")],
      "satu rujukan dengan semua yang tercatat", "one referral with all that was recorded",
      reply: lines("referral, attempt, fact, case, person, event")),
    spec(
      "LOOKUP", [],
      ["NIK", "KPJ", "PASSPORT", "PHONE"].map {
        option($0, ValueSpec("NUMBER", .text), "cari dengan nilai ini", "looks for this value")
      }, "rujukan dari seseorang, menurut satu nomor", "the referrals of someone, by one number",
      reply: lines("referral")),
    spec(
      "CLOCK", [code], [], "batas laporan pemberi kerja, tahap I dan II",
      "the deadlines of the employer's reports", reply: lines("clock")),
    spec(
      "LETTER", [code], [attempt, flag("HTML", "halaman siap cetak", "a page ready to print")],
      "surat rujukan", "the letter of referral", reply: lines("text")),
    spec(
      "KK1", [code], [flag("HTML", "halaman siap cetak", "a page ready to print")],
      "draf laporan tahap I", "the draft of the first report", reply: lines("text")),
    spec(
      "REFERRALCOUNT", [], [], "jumlah rujukan; sel di bawah 5 disembunyikan",
      "numbers of referrals; cells under 5 are withheld", reply: lines("count")),
  ]
}
