internal import Formats

/// The letter that a patient carries (surat rujukan), always in Indonesian.
///
/// It says the code, the destination and what to do; it holds no name, no NIK and nothing clinical,
/// so that a lost letter tells nothing of anyone.
public struct Letter: Hashable, Sendable {
  /// The facility as printed.
  public struct Place: Hashable, Sendable {
    /// Name.
    public var name: String
    /// Address, or empty.
    public var address: String
    /// Phone, or empty.
    public var phone: String
    /// Kemendagri code of its region, for the time zone.
    public var regionCode: String

    /// Describes a facility.
    public init(name: String, address: String, phone: String, regionCode: String) {
      self.name = name
      self.address = address
      self.phone = phone
      self.regionCode = regionCode
    }
  }

  /// A heading with its sentences.
  struct Section: Hashable, Sendable {
    var heading: String
    var lines: [String]
    var isList: Bool
  }

  /// The code as printed.
  public let code: String
  let sections: [Section]

  /// Writes the letter for an attempt; nil when the attempt is not there or was never sent.
  public init?(_ referral: Referral, attempt number: Int, to place: Place, now: Instant) {
    guard let attempt = referral.attempt(number), let destination = attempt.destination,
      let sentAt = attempt.sentAt
    else { return nil }
    code = referral.code.text
    let zone =
      IndonesianZone(regionCode: place.regionCode) ?? referral.facts.zone ?? .wib
    var goal = [place.name]
    if !place.address.isEmpty { goal.append(place.address) }
    goal.append(
      place.phone.isEmpty
        ? "Telepon: tidak tercatat; hubungi 119 bila darurat" : "Telepon: \(place.phone)")
    goal.append("Dikirim: \(zone.text(sentAt))")
    // The codes of the state are Indonesian words with hyphens between.
    goal.append("Keadaan: \(attempt.business(at: now).rawValue.replacing("-", with: " "))")
    if attempt.status != .accepted && attempt.status != .inProgress {
      goal.append(
        "Surat ini bukan bukti bahwa tempat tersedia. Telepon fasilitas sebelum berangkat.")
    }
    var parts = [Section(heading: "Tujuan", lines: goal, isList: false)]
    if referral.facts.isEmergency {
      parts.append(
        Section(
          heading: "Darurat",
          lines: [
            "Hubungi 119. Dalam keadaan darurat, IGD terdekat mana pun wajib menolong dan tidak"
              + " boleh meminta uang muka (UU 17/2023 ps. 174)."
          ], isList: false))
    }
    parts.append(
      Section(heading: "Bawa", lines: Self.toBring(referral.facts), isList: true))
    parts.append(
      Section(
        heading: "Pembiayaan",
        lines: referral.paymentNotes(at: destination).map(Self.sentence), isList: false))
    parts.append(
      Section(heading: "Batas pelaporan", lines: Self.deadline(referral, now), isList: false))
    sections = parts
  }

  private static func toBring(_ facts: CaseFacts) -> [String] {
    var things = [
      "Surat ini", "KTP atau paspor", "Kartu peserta BPJS Ketenagakerjaan bila ada",
      "Nama dan telepon pemberi kerja",
    ]
    if facts.segment == .construction { things.append("Nomor proyek jasa konstruksi") }
    if facts.kind == .disease {
      things.append("Riwayat pekerjaan dan pajanan, hasil pemeriksaan sebelumnya")
    }
    if facts.place == .traffic { things.append("Laporan polisi (boleh menyusul)") }
    things.append("Semua kuitansi, termasuk transportasi")
    return things
  }

  private static func sentence(_ note: PaymentNote) -> String {
    switch note {
    case .billed:
      "Ditagihkan ke BPJS Ketenagakerjaan bila peserta aktif dan kasus dijamin."
    case .confirm:
      "Keanggotaan PLKK fasilitas ini belum dipastikan: tanyakan lewat telepon sebelum berangkat."
    case .payFirst:
      "PKS tidak berlaku: bayar dahulu, simpan kuitansi, lalu ajukan penggantian."
    case .notListed:
      "Tidak ada di daftar PLKK ini, dan daftar ini tidak lengkap: tanyakan. Bila bukan PLKK, bayar dahulu, simpan kuitansi, lalu ajukan penggantian."
    case .settledLater: "Siapa yang membayar diurus sesudah pertolongan; simpan semua kuitansi."
    case .emergencyFirst: "Pertolongan darurat didahulukan sebelum urusan administrasi."
    case .arrears:
      "Bila pemberi kerja menunggak iuran, penagihan dapat ditolak dan pemberi kerja membayar dahulu."
    case .trafficFirst:
      "Kecelakaan lalu lintas: Jasa Raharja dahulu, selebihnya BPJS Ketenagakerjaan."
    case .fallback:
      "Penjaminan JKK ditolak: biaya mengikuti jaminan kesehatan biasa atau ditanggung sendiri."
    }
  }

  private static func deadline(_ referral: Referral, _ now: Instant) -> [String] {
    let clock = StageClock(referral, stage: .first, now: now)
    let zone = referral.facts.zone ?? .wib
    switch clock.timing {
    case .noEmployer:
      return [
        "Peserta bukan penerima upah: sampaikan pemberitahuan dugaan ke BPJS Ketenagakerjaan dan"
          + " Disnaker (Permenaker 1/2025 ps. 48A)."
      ]
    case .ruleNotHeld:
      return [
        "Peraturan pada tanggal kejadian tidak tersimpan di sini; tanyakan ke BPJS Ketenagakerjaan (175)."
      ]
    case .startUnknown, .notStarted:
      let event = referral.facts.kind == .accident ? "kecelakaan" : "diagnosis"
      return [
        "Waktu \(event) belum diketahui: catat segera. Batasnya 2x24 jam sejak \(event)"
          + " (Permenaker 1/2025 ps. 8)."
      ]
    default: break
    }
    var lines: [String] = []
    if let due = clock.dueAt {
      lines.append(
        "Laporan tahap I oleh pemberi kerja ke BPJS Ketenagakerjaan dan Disnaker paling lambat"
          + " \(zone.text(due)) (2x24 jam; \(clock.rule?.source ?? "")).")
    }
    lines.append(
      "Bila terlambat, manfaat JKK menjadi kewajiban pemberi kerja; tetap laporkan, lalu ajukan"
        + " penggantian (Permenaker 1/2025 ps. 8 ayat 2a-2b).")
    return lines
  }

  private static let title = "SURAT RUJUKAN (dugaan kecelakaan/penyakit akibat kerja)"
  private static let foot =
    "Nomor ini milik layanan rujukan ini; bukan nomor SEP, SATUSEHAT, atau BPJS. Status KK/PAK"
    + " hanya disimpulkan oleh BPJS Ketenagakerjaan atau Pengawas Ketenagakerjaan."

  /// Plain text, lines not wrapped, ending in a newline.
  public var text: String {
    var text = "\(Self.title)\nKode: \(code)\n"
    for section in sections {
      text += "\n\(section.heading.uppercased())\n"
      for line in section.lines { text += section.isList ? "[ ] \(line)\n" : "\(line)\n" }
    }
    return text + "\n\(Self.foot)\n"
  }

  /// One self-contained page for A5 or A4 paper; it loads nothing.
  public var html: String {
    var body =
      "<h1>\(Markup.escape(Self.title))</h1>\n<p class=\"kode\">\(Markup.escape(code))</p>\n"
    for section in sections {
      body += "<section><h2>\(Markup.escape(section.heading))</h2>\n"
      if section.isList {
        body += "<ul>" + section.lines.map { "<li>\(Markup.escape($0))</li>" }.joined() + "</ul>\n"
      } else {
        body += section.lines.map { "<p>\(Markup.escape($0))</p>\n" }.joined()
      }
      body += "</section>\n"
    }
    let style =
      "body{font:11pt/1.4 sans-serif;max-width:42em;margin:1.5cm auto;color:#000;background:#fff}"
      + "h1{font-size:14pt}h2{font-size:11pt;margin:.8em 0 .2em;border-bottom:1px solid #000}"
      + "p{margin:.2em 0}.kode{font:bold 22pt monospace;letter-spacing:.1em}"
      + "ul{list-style:square;margin:.2em 0}footer{margin-top:1.5em;font-size:9pt}"
      + "@page{margin:1.5cm}@media print{body{margin:0}section{break-inside:avoid}}"
    return "<!DOCTYPE html>\n<html lang=\"id\">\n<head><meta charset=\"utf-8\">"
      + "<meta name=\"viewport\" content=\"width=device-width\">"
      + "<title>Surat rujukan \(Markup.escape(code))</title>\n<style>\(style)</style></head>\n"
      + "<body>\n\(body)<footer>\(Markup.escape(Self.foot))</footer>\n</body>\n</html>\n"
  }
}

/// A draft of Form 3 KK1 (tahap I): what is known filled in, the rest left blank for the employer.
///
/// Wage, heirs and bank account are never kept here, so their places stay empty.
public struct ReportDraft: Hashable, Sendable {
  /// Label of the form and value, empty where the employer has to write.
  public let fields: [(label: String, value: String)]

  /// Fills the draft; `personal` are values by the words of the form, such as `Nama peserta`.
  public init(_ referral: Referral, personal: [String: String]) {
    let facts = referral.facts
    let zone = facts.zone ?? .wib
    let segments: [Segment: String] = [
      .wageEarner: "PU", .ownAccount: "BPU", .construction: "JAKON", .migrant: "PMI",
    ]
    let places: [PlaceCategory: String] = [
      .atWork: "dalam lokasi kerja", .outside: "luar lokasi kerja", .traffic: "lalu lintas",
    ]
    func given(_ label: String) -> (label: String, value: String) {
      (label, personal[label] ?? "")
    }
    let modes = TransportMode.allCases.filter { mode in
      referral.transport.contains { $0.mode == mode }
    }
    fields = [
      ("Status", "DRAF - diperiksa dan ditandatangani pemberi kerja"),
      ("Kode rujukan", referral.code.text),
      ("Segmen", facts.segment.flatMap { segments[$0] } ?? ""),
      given("Nama pemberi kerja"), given("NPP/NPW/Nomor proyek"), given("Nama peserta"),
      given("No. peserta"), given("NIK"), given("Paspor"), given("Telepon peserta"),
      ("Upah", ""),
      (
        facts.kind == .accident ? "Waktu kecelakaan" : "Waktu diagnosis",
        facts.clockStart.map(zone.text) ?? ""
      ),
      ("Tempat", facts.place.flatMap { places[$0] } ?? ""),
      ("Wilayah (kode Kemendagri)", facts.regionCode),
      given("Uraian kejadian"),
      ("Akibat yang diderita", facts.isConfidential ? "" : facts.bodyPart ?? ""),
      (
        "Transportasi",
        modes.map { $0 == .river ? "sungai/danau" : $0.rawValue }.joined(separator: ", ")
      ),
      ("Ahli waris", ""), ("Rekening", ""), ("Tanda tangan", ""),
    ]
  }

  /// `label: value` lines.
  public var text: String {
    fields.map { "\($0.label): \($0.value.isEmpty ? "…" : $0.value)\n" }.joined()
  }

  /// Equal when label and value are, in order.
  public static func == (left: ReportDraft, right: ReportDraft) -> Bool {
    left.text == right.text
  }

  /// Hashes what is compared.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
