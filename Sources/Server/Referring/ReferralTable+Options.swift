import Formats
public import LineProtocol
import Referrals
import Wording

extension CommandTable {
  /// The words of an enumeration, Indonesian and English.
  static func words<Value: CodedWord>(_: Value.Type) -> [String] { Value.words }

  static let code = ValueSpec("CODE", .text)

  static func option(_ name: String, _ value: ValueSpec, _ id: String, _ en: String)
    -> OptionSpec
  {
    OptionSpec(name, [value], summary: Phrase(id: id, en: en))
  }

  static func flag(_ name: String, _ id: String, _ en: String) -> OptionSpec {
    OptionSpec(name, [], summary: Phrase(id: id, en: en))
  }

  static let requestID = option(
    "ID", ValueSpec("REQUEST", .text),
    "nomor permintaan; permintaan yang diulang dengan nomor sama dijawab sama",
    "id of the request; a request repeated under it gets the same answer")
  static let attempt = option(
    "ATTEMPT", ValueSpec("NUMBER", .integer(1...99)),
    "pengajuan ke berapa; boleh tidak ditulis bila hanya satu yang cocok",
    "which attempt; may be left out where only one fits")
  static let channel = option(
    "BY", ValueSpec("CHANNEL", .choice(words(Channel.self))),
    "lewat apa, misalnya telepon",
    "by what means, such as phone")
  static let note = option(
    "NOTE", ValueSpec("TEXT", .text), "keterangan; disimpan terenkripsi", "words; kept encrypted")
  static let near = option(
    "NEAR", ValueSpec("POSITION", .position),
    "posisi asal calon diukur (nama berspasi dalam tanda kutip)",
    "position that candidates are measured from (a name with spaces in quotes)")
  static let count = option(
    "LIMIT", ValueSpec("COUNT", .integer(1...100)), "paling banyak sekian", "at most so many")

  static func destination(_ id: String, _ en: String) -> OptionSpec {
    option("TO", ValueSpec("AUTO|FACILITY", .text), id, en)
  }

  static func time(_ name: String, _ id: String, _ en: String) -> OptionSpec {
    option(name, ValueSpec("TIME", .text), id, en)
  }

  /// The facts of a case; a correction may give any of them anew.
  static let caseFacts: [OptionSpec] = [
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
      ValueSpec("CRITERIA", .choices(words(EmergencyCriterion.self) + RequestWords.noCriterion)),
      "kriteria gawat darurat yang terpenuhi, atau tidak-ada; tidak ditulis berarti belum ditanya",
      "criteria of an emergency that are met, or tidak-ada; left out means not asked yet"),
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
  static let person: [OptionSpec] = [
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
    option(
      "BODY", ValueSpec("TEXT", .text), "bagian tubuh yang cedera", "part of the body injured"),
    option("CAUSE", ValueSpec("TEXT", .text), "penyebab cedera", "cause of the injury"),
    note,
  ]
}
