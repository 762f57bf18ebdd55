internal import Lists

/// Tells columns of personal or bank data, which no list of facilities needs, from the others.
enum PersonalData {
  /// Whether a column must not be read: by its name.
  static func isPersonal(column name: String) -> Bool {
    let key = Header.key(name)
    return isParticipant(column: name) || bank.contains { key.contains($0) }
      || owners.contains { key.hasPrefix($0) || key.hasSuffix($0) }
  }

  /// Whether a column speaks of a participant, a patient or a case.
  static func isParticipant(column name: String) -> Bool {
    let key = Header.key(name)
    // How many members a provider has is a figure of the provider.
    if counts.contains(where: { key.hasPrefix($0) }) { return false }
    return exact.contains(key) || participant.contains { key.contains($0) }
  }

  private static let bank = ["npwp", "rekening", "norek", "namabank", "cabangbank", "atasnama"]
  private static let owners = [
    "pic", "namapic", "nohppic", "pemilik", "direktur", "namadokter", "penanggungjawab", "email",
    "contactperson", "kontakperson", "narahubung", "namakontak", "namapetugas", "petugas",
    "koordinator",
  ]
  private static let counts = ["jumlah", "jml", "total", "kapasitas", "kuota", "rasio", "persen"]
  private static let exact: Set<String> = [
    "nik", "kpj", "nokpj", "nomorkpj", "ktp", "noktp", "upah", "gaji", "umur", "usia", "bank",
    "jeniskelamin", "nokk", "paspor", "nokartu", "cp", "namacp", "nohpcp",
  ]
  private static let participant = [
    "peserta", "pasien", "tenagakerja", "namatk", "pekerja", "karyawan", "diagnos", "klaim",
    "claim",
    "kecelakaan", "kronologi", "tglkejadian", "tanggalkejadian", "tgllahir", "tanggallahir",
    "tempatlahir", "ahliwaris", "santunan", "icd10", "rekammedis", "biayaperawatan", "sepno",
    "nosep", "nomornik", "noidentitas", "nomoridentitas", "nojaminan", "kpjnik",
  ]

  /// The participant columns when there are enough to call the file claims data: two.
  ///
  /// One alone may be a slip in a list of facilities; it is dropped and reported.
  static let columnsThatRefuse = 2

  /// Whether a text is built like a NIK: 16 digits whose middle is a day of birth.
  ///
  /// Its digits 7 … 12 are day, month and year; women's days count from 41.
  static func looksLikeNIK(_ text: String) -> Bool {
    let digits = Array(text.utf8)
    guard digits.count == 16, digits.allSatisfy({ (48...57).contains($0) }) else { return false }
    func pair(_ place: Int) -> Int { Int(digits[place] - 48) * 10 + Int(digits[place + 1] - 48) }
    let day = pair(6) > 40 ? pair(6) - 40 : pair(6)
    return (11...97).contains(pair(0)) && (1...31).contains(day) && (1...12).contains(pair(8))
  }

  /// A refusal when the columns or the values are those of claims or participants.
  static func refusal(of table: RawTable, _ limits: ImportLimits) -> ImportError? {
    for row in table.rows.prefix(limits.headerRows) {
      let marks = row.cells.map(\.text).filter { isParticipant(column: $0) }
      let filled = row.cells.filter { !$0.isBlank }
      if marks.count >= columnsThatRefuse, filled.count >= 3 {
        return ImportError(
          .personalData(columns: marks), place: table.sheet, line: row.line)
      }
    }
    // NIKs in most rows are participants, whatever the header says.
    let sample = table.rows.prefix(1000)
    let withNIK = sample.count { row in row.cells.contains { looksLikeNIK($0.text) } }
    if withNIK >= 3, withNIK * 2 > sample.count {
      return ImportError(.personalData(columns: ["NIK"]), place: table.sheet)
    }
    return nil
  }
}
