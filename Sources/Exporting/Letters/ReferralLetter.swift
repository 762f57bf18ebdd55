public import Application
internal import Facilities
internal import Formats
internal import Referrals
internal import Wording

/// The letter that a patient carries (surat rujukan), always in Indonesian.
///
/// It says the code, the destination and what to do; it holds no name, no NIK and nothing clinical,
/// so that a lost letter discloses nothing of a person. Names and signatures are written in by hand.
///
/// For example:
///
///     let letter = ReferralLetter(try await referring.letter(code, by: officer))
///     let page = letter.html
public struct ReferralLetter: Hashable, Sendable {
  /// A heading with its sentences.
  private struct Section: Hashable, Sendable {
    enum Form { case lines, boxes, blanks }

    var heading: String
    var lines: [String]
    var form = Form.lines
    /// Whether it is to be seen before all others.
    var isAlarm = false
  }

  private let code: String
  private let sections: [Section]

  /// Writes the letter for an attempt that was sent.
  public init(_ content: LetterContent) {
    let (referral, attempt, now) = (content.referral, content.attempt, content.at)
    code = referral.code.text
    let zone =
      content.facility.flatMap { IndonesianZone(regionCode: $0.regencyCode) }
      ?? referral.facts.zone ?? .wib
    let name = content.facility?.name ?? attempt.destination?.facilityID ?? ""
    var parts: [Section] = []
    if attempt.status == .inProgress, let refused = attempt.refusedLateAt {
      parts.append(
        Section(
          heading: "FASILITAS MENOLAK",
          lines: [
            "\(name) menolak pada \(zone.text(refused)), setelah pasien berangkat."
              + " Telepon 119 dan calon berikut."
          ] + content.next.map(Self.toCall), isAlarm: true))
    }
    parts.append(Self.goal(referral, attempt, content.facility, name, zone, now))
    if referral.facts.isEmergency {
      parts.append(
        Section(heading: "Darurat", lines: ["Hubungi 119. \(LawText.emergencyDuty.id)"]))
    }
    parts.append(Section(heading: "Bawa", lines: Self.toBring(referral.facts), form: .boxes))
    if let destination = attempt.destination {
      parts.append(
        Section(
          heading: "Pembiayaan",
          lines: referral.paymentNotes(at: destination).map(Self.sentence)))
    }
    parts.append(
      Section(heading: "Batas pelaporan", lines: LetterDeadline.sentences(referral, now)))
    parts.append(
      Section(
        heading: "Diisi tangan",
        lines: [
          "Nama pasien", "Nama dan jabatan pengirim", "Tempat dan tanggal",
          "Tanda tangan pengirim", "Diterima oleh (nama, jam, tanda tangan)",
        ], form: .blanks))
    sections = parts
  }

  /// A facility to call next, with its telephone.
  private static func toCall(_ facility: Facility) -> String {
    "\(facility.name), \(facility.regency): "
      + (facility.phone.isEmpty ? "telepon tidak tercatat, 119" : facility.phone)
  }

  private static func goal(
    _ referral: Referral, _ attempt: ReferralAttempt, _ facility: Facility?, _ name: String,
    _ zone: IndonesianZone, _ now: Instant
  ) -> Section {
    let (address, phone) = (facility?.address ?? "", facility?.phone ?? "")
    var lines = [name]
    if !address.isEmpty { lines.append(address) }
    lines.append(
      phone.isEmpty
        ? "Telepon: tidak tercatat; "
          + (referral.facts.isEmergency ? "hubungi 119" : "tanyakan ke BPJS Ketenagakerjaan 175")
        : "Telepon: \(phone)")
    if let sentAt = attempt.sentAt { lines.append("Dikirim: \(zone.text(sentAt))") }
    // The codes of the state are Indonesian words with hyphens between.
    let business = referral.awaitsAnswers ? attempt.business(at: now) : attempt.business
    lines.append("Keadaan: \(business.rawValue.replacing("-", with: " "))")
    if let meters = referral.approximateMeters, referral.arrived == nil {
      lines.append(ReferralAdvisory.approximate(meters).phrase.text(.indonesian, in: .plain))
    }
    if attempt.status != .accepted && attempt.status != .inProgress {
      lines.append(
        "Surat ini bukan bukti bahwa tempat tersedia."
          + (referral.facts.isEmergency
            ? " Beri tahu fasilitas lewat telepon sambil berangkat."
            : " Telepon fasilitas sebelum berangkat."))
    }
    return Section(heading: "Tujuan", lines: lines)
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
    func said(_ note: ReferralAdvisory) -> String { note.phrase.text(.indonesian, in: .plain) }
    return switch note {
    case .billed:
      "Ditagihkan ke BPJS Ketenagakerjaan bila peserta aktif dan kasus dijamin."
    case .confirm: said(.confirmMembership)
    case .notListed: said(.notListed)
    case .payFirst: said(.payFirst)
    case .settledLater: said(.settledLater)
    case .emergencyFirst: "Pertolongan darurat didahulukan sebelum urusan administrasi."
    case .arrears:
      "Bila pemberi kerja menunggak iuran, penagihan dapat ditolak dan pemberi kerja membayar dahulu."
    case .trafficFirst: said(.traffic)
    case .fallback:
      "Penjaminan JKK ditolak: biaya mengikuti jaminan kesehatan biasa atau ditanggung sendiri."
    }
  }

  private static let title = "SURAT RUJUKAN (dugaan kecelakaan/penyakit akibat kerja)"
  private static let foot =
    "Nomor ini milik layanan rujukan ini; bukan nomor SEP, SATUSEHAT, atau BPJS. "
    + LawText.notConcludedHere.id

  /// Plain text, lines not wrapped, ending in a newline.
  public var text: String {
    var text = "\(Self.title)\nKode: \(code)\n"
    for section in sections {
      text += "\n\(section.heading.uppercased())\n"
      for line in section.lines {
        switch section.form {
        case .lines: text += "\(line)\n"
        case .boxes: text += "[ ] \(line)\n"
        case .blanks: text += "\(line): ______________________________\n"
        }
      }
    }
    return text + "\n\(Self.foot)\n"
  }

  /// One self-contained page for A4 paper; it loads nothing.
  public var html: String {
    var body =
      "<h1>\(Markup.escape(Self.title))</h1>\n<p class=\"kode\">\(Markup.escape(code))</p>\n"
    for section in sections {
      body += section.isAlarm ? "<section class=\"awas\">" : "<section>"
      body += "<h2>\(Markup.escape(section.heading))</h2>\n"
      switch section.form {
      case .lines: body += section.lines.map { "<p>\(PrintedText.html($0))</p>\n" }.joined()
      case .boxes:
        body +=
          "<ul>" + section.lines.map { "<li>\(PrintedText.html($0))</li>" }.joined() + "</ul>\n"
      case .blanks:
        body +=
          "<table>"
          + section.lines.map { "<tr><th>\(PrintedText.html($0))</th><td></td></tr>" }
          .joined() + "</table>\n"
      }
      body += "</section>\n"
    }
    return PaperPage.html(title: "Surat rujukan \(code)", body: body, foot: Self.foot)
  }
}
