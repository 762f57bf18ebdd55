import Formats
public import LineProtocol
import Referrals
import Wording

extension CommandTable {
  /// The verbs of referrals.
  public static let referring: [CommandSpec] = opening + steps + facts + views

  private static let receiptReply = Phrase(
    id: "*n: baris receipt, lalu choice, candidate dan note bila ada",
    en: "`*n`: a line receipt, then choice, candidate and note where there are any")
  private static let errors: [ErrorCode] = [
    .noAuthentication, .noPermission, .notFound, .conflict, .busy,
  ]

  private static func spec(
    _ name: String, _ arguments: [ValueSpec], _ options: [OptionSpec], _ id: String, _ en: String,
    reply: Phrase = receiptReply, cost: String = "O(log n)", errors more: [ErrorCode] = []
  ) -> CommandSpec {
    CommandSpec(
      name, .referring, arguments: arguments, options: options, summary: Phrase(id: id, en: en),
      reply: reply, cost: cost, errors: errors + more, access: .token)
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
          "reason (needed)"), attempt, channel, note, near, count, requestID,
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
          "what for (needed)"), attempt, channel, requestID,
      ], "diterima, menunggu", "accepted, waiting"),
    spec("ARRIVE", [code], [attempt, channel, requestID], "pasien tiba", "the patient arrived"),
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
          "ANSWER", ValueSpec("ANSWER", .choice(RequestWords.acceptance + RequestWords.refusal)),
          "jawaban (wajib)",
          "the answer (needed)"), attempt, channel, requestID,
      ], "jawaban yang datang setelah pasien berangkat", "an answer that came after the departure"),
    spec(
      "ONWARD", [code],
      [
        destination("tujuan: AUTO atau id (wajib)", "destination: AUTO or an id (needed)"),
        attempt, channel, near, count, requestID,
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
        option(
          "AFTER", ValueSpec("PLACE", .text), "lanjutan daftar, dari jawaban sebelumnya",
          "where the list goes on, from the answer before"),
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
      "CALLS", [], [count],
      "siapa yang harus ditelepon sekarang, dengan nomornya: menolak setelah pasien berangkat, belum "
        + "dijawab sampai batasnya, fasilitas tanpa komputer",
      "who has to be phoned now, with the numbers: refused after the patient left, not answered in "
        + "time, a facility without a computer", reply: lines("call"), cost: "O(n)"),
    spec(
      "REFERRALCOUNT", [], [], "jumlah rujukan; sel di bawah 5 disembunyikan",
      "numbers of referrals; cells under 5 are withheld", reply: lines("count")),
    spec(
      "FIGURES", [], [],
      "angka layanan: jawaban, penerimaan, kedatangan, laporan, per provinsi; sel di bawah 5 disembunyikan",
      "figures of the service: answers, acceptance, arrival, reports, by province; cells under 5 are "
        + "withheld", reply: lines("figure, refused"), cost: "O(n)"),
  ]
}
