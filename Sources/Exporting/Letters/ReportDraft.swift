public import Application
internal import Formats
internal import Referrals
internal import Wording

/// A draft of Form 3 KK1 (tahap I): what is known filled in, the rest left blank for the employer.
///
/// Wage, heirs and bank account are never kept here, so their places stay empty.
public struct ReportDraft: Hashable, Sendable {
  /// A place of the form.
  public struct Field: Hashable, Sendable {
    /// Its label.
    public var label: String
    /// What is known, or empty.
    public var value: String
  }

  /// The places in the order of the form.
  public let fields: [Field]
  /// Labels of the places that are still empty.
  public var missing: [String] { fields.filter(\.value.isEmpty).map(\.label) }

  /// Fills the draft.
  public init(_ content: DraftContent) {
    let (referral, personal) = (content.referral, content.personal)
    let code = referral.facts.regionCode
    let region = content.region.map { "\($0) (\(code))" } ?? code
    let facts = referral.facts
    let zone = facts.zone ?? .wib
    func given(_ label: String, _ field: PersonalField) -> Field {
      Field(label: label, value: personal[field] ?? "")
    }
    let identity = [personal[.nik], personal[.passport]].compactMap(\.self)
    let isConfidential = facts.isConfidential
    fields =
      [
        Field(label: "Kode rujukan", value: referral.code.text),
        Field(label: "Segmen kepesertaan", value: facts.segment.map(Self.name) ?? ""),
        given("Nama pemberi kerja", .employer),
        given("NPP/NPW/nomor proyek", .employerNumber),
        given("Alamat pemberi kerja", .employerAddress),
        given("Telepon dan nama kontak pemberi kerja", .employerPhone),
        given("Nama peserta", .name), given("No. peserta (KPJ)", .kpj),
        Field(label: "NIK/paspor", value: identity.joined(separator: ", ")),
        given("Tanggal lahir", .birthDate), given("Alamat domisili", .address),
        given("Telepon peserta", .phone), given("Pekerjaan/jabatan", .job),
        Field(label: "Upah", value: ""),
        Field(
          label: facts.kind == .accident
            ? "Tanggal dan jam kecelakaan" : "Tanggal dan jam diagnosis",
          value: facts.clockStart.map(zone.text) ?? ""),
        Field(label: "Tempat kejadian", value: facts.place.map(Self.name) ?? ""),
        Field(label: "Wilayah kejadian", value: region),
        // The employer's copy of a confidential case says nothing of what happened.
        Field(label: "Kronologi", value: isConfidential ? "" : personal[.chronology] ?? ""),
        given("Saksi (2 orang) atau nomor laporan polisi", .witnesses),
        Field(
          label: "Akibat yang diderita",
          value: isConfidential ? "" : personal[.bodyPart] ?? facts.bodyPart ?? ""),
        Field(label: "Pertolongan pertama", value: Self.firstAid(referral)),
        Field(label: "Transportasi", value: Self.transport(referral)),
        Field(label: "Lampiran: kartu peserta", value: ""),
        Field(label: "Lampiran: KTP/paspor", value: ""),
      ]
      + (facts.segment == .construction
        ? [Field(label: "Lampiran: formulir proyek dan bukti iuran terakhir", value: "")] : [])
      + [
        Field(label: "Nama, jabatan, tanda tangan pemberi kerja", value: ""),
        Field(label: "Tempat dan tanggal", value: ""),
      ]
  }

  private static func name(_ segment: Segment) -> String {
    switch segment {
    case .wageEarner: "PU"
    case .ownAccount: "BPU"
    case .construction: "JAKON"
    case .migrant: "PMI"
    }
  }

  private static func name(_ place: PlaceCategory) -> String {
    switch place {
    case .atWork: "dalam lokasi kerja"
    case .outside: "luar lokasi kerja"
    case .traffic: "lalu lintas"
    }
  }

  /// Where help was given first, in the words of the form; empty where membership is not certain.
  private static func firstAid(_ referral: Referral) -> String {
    let first = referral.attempts.filter { $0.arrivedAt != nil && $0.status != .enteredInError }
      .min { ($0.arrivedAt ?? $0.changedAt) < ($1.arrivedAt ?? $1.changedAt) }
    switch first?.destination?.standing {
    case .valid: return "Jaringan PLKK"
    case .expired, .notYet: return "RS/klinik/puskesmas tidak kerja sama"
    case .unknown, .some(.none), nil: return ""
    }
  }

  private static func transport(_ referral: Referral) -> String {
    let groups: [(String, [TransportMode])] = [
      ("laut", [.sea]), ("udara", [.air]), ("darat/sungai/danau", [.land, .river]),
    ]
    return groups.filter { group in
      referral.transport.contains { group.1.contains($0.mode) }
    }.map(\.0).joined(separator: ", ")
  }

  private static let title = "DRAF - Laporan kecelakaan kerja/penyakit akibat kerja tahap I (KK1)"
  private static let foot =
    "Draf untuk dipindahkan ke formulir BPJS Ketenagakerjaan; diperiksa dan ditandatangani pemberi kerja."
    + " Salinan: BPJS Ketenagakerjaan, Disnaker, PLKK, perusahaan. "
    + LawText.notConcludedHere.id

  /// `label: value` lines, and what is missing.
  public var text: String {
    "\(Self.title)\n\n"
      + fields.map { "\($0.label): \($0.value.isEmpty ? "…" : $0.value)\n" }.joined()
      + "\nBelum diisi (\(missing.count)): \(missing.joined(separator: "; "))\n\n\(Self.foot)\n"
  }

  /// One self-contained page for A4 paper; it loads nothing.
  public var html: String {
    let rows = fields.map {
      "<tr><th>\(PrintedText.html($0.label))</th><td>\(PrintedText.html($0.value))</td></tr>\n"
    }.joined()
    return PaperPage.html(
      title: "Draf KK1",
      body: "<h1>\(Markup.escape(Self.title))</h1>\n<table>\(rows)</table>\n<p><b>Belum diisi "
        + "(\(missing.count)):</b> \(PrintedText.html(missing.joined(separator: "; ")))</p>\n",
      foot: Self.foot)
  }
}
