import Importing
import Lists

/// Sentences for what an import notices, in the language of this run.
enum ImportWords {
  /// What a column was understood as.
  static func name(_ field: ListField) -> String {
    switch field {
    case .name: say(id: "nama", en: "name")
    case .kind: say(id: "jenis", en: "kind")
    case .careClass: say(id: "kelas", en: "class")
    case .ownership: say(id: "kepemilikan", en: "owner")
    case .beds: say(id: "tempat tidur", en: "beds")
    case .districtCode: say(id: "kode kecamatan", en: "district code")
    case .facilityID: "id"
    case .precision: say(id: "ketelitian posisi", en: "precision of the position")
    case .basis: say(id: "dasar PLKK", en: "what membership rests on")
    case .hours: say(id: "jam layanan", en: "opening hours")
    case .emergency: say(id: "IGD 24 jam", en: "emergency department day and night")
    case .services: say(id: "layanan", en: "services")
    case .regency: say(id: "kabupaten/kota", en: "regency")
    case .regencyCode: say(id: "kode kabupaten", en: "regency code")
    case .province: say(id: "provinsi", en: "province")
    case .district: say(id: "kecamatan", en: "district")
    case .village: say(id: "desa/kelurahan", en: "village")
    case .locality: say(id: "lokasi", en: "locality")
    case .address: say(id: "alamat", en: "address")
    case .phone: say(id: "telepon", en: "phone")
    case .phoneArea: say(id: "kode area telepon", en: "area code")
    case .phoneNumber: say(id: "nomor telepon", en: "phone number")
    case .phoneExtension: say(id: "ekstensi telepon", en: "extension")
    case .branch: say(id: "kantor cabang", en: "branch")
    case .branchRegion: say(id: "kantor wilayah", en: "region of the office")
    case .officialCode: say(id: "kode faskes", en: "official code")
    case .status: "status"
    case .agreement: say(id: "nomor PKS", en: "agreement number")
    case .validFrom: say(id: "PKS mulai", en: "agreement from")
    case .validTo: say(id: "PKS berakhir", en: "agreement until")
    case .latitude: say(id: "lintang", en: "latitude")
    case .longitude: say(id: "bujur", en: "longitude")
    case .coordinates: say(id: "koordinat", en: "coordinates")
    case .note: say(id: "keterangan", en: "note")
    case .verified: say(id: "tanggal diperiksa", en: "date checked")
    }
  }

  /// What a new list changed of a site.
  static func name(_ field: ImportPlan.Field) -> String {
    switch field {
    case .name: name(ListField.name)
    case .kind: name(ListField.kind)
    case .address: name(ListField.address)
    case .phone: name(ListField.phone)
    case .position: say(id: "posisi", en: "position")
    case .officialCode: name(ListField.officialCode)
    case .agreementNumber: name(ListField.agreement)
    case .start: name(ListField.validFrom)
    case .end: name(ListField.validTo)
    case .status: name(ListField.status)
    case .note: name(ListField.note)
    case .services: name(ListField.services)
    }
  }

  static func rule(_ rule: RowIssue.Rule) -> String {
    switch rule {
    case .nameMissing: say(id: "tidak ada nama", en: "no name")
    case .quoting:
      say(id: "tanda kutip tidak ditutup dengan benar", en: "quotes are not closed properly")
    case .formula:
      say(
        id: "rumus: salin sebagai nilai (Paste Special > Values)",
        en: "a formula: paste it as a value (Paste Special > Values)")
    case .errorValue: say(id: "nilai kesalahan lembar kerja", en: "the spreadsheet's error value")
    case .scientificNotation:
      say(
        id: "notasi ilmiah: angkanya sudah hilang; jadikan kolom ini teks lalu ketik ulang",
        en: "scientific notation: digits are lost; make the column text and type it again")
    case .roundedNumber:
      say(
        id: "lebih dari 15 angka: Excel membulatkannya; jadikan kolom ini teks",
        en: "more than 15 digits: Excel rounds them; make the column text")
    case .twoDigitYear:
      say(id: "tahun dua angka; tulis empat angka", en: "a year of two digits; write four")
    case .unreadableDate:
      say(
        id: "tanggal tidak terbaca; tulis 31/12/2026 atau 2026-12-31",
        en: "unreadable date; write 31/12/2026 or 2026-12-31")
    case .endBeforeStart:
      say(id: "PKS berakhir sebelum mulai", en: "the agreement ends before it starts")
    case .unreadableCoordinates:
      say(id: "koordinat tidak terbaca", en: "unreadable coordinates")
    case .halfCoordinates:
      say(
        id: "hanya lintang atau hanya bujur", en: "only one of latitude and longitude")
    case .tooLong: say(id: "terlalu panjang untuk kolom ini", en: "too long for this column")
    case .badCorrection:
      say(
        id: "isi koreksi tidak dikenal (tindakan: match, new, skip, accept)",
        en: "correction not understood (actions: match, new, skip, accept)")
    case .kindInferred: say(id: "jenis ditebak dari nama", en: "kind told by the name")
    case .kindUnknown:
      say(
        id: "jenis tidak dikenal; dari nama, selain itu “lainnya”",
        en: "unknown kind; told by the name, else “other”")
    case .statusMissing: say(id: "status kosong", en: "no status")
    case .statusUnknown:
      say(
        id: "status tidak dikenal; dianggap tidak diketahui", en: "unknown status; taken as unknown"
      )
    case .expired:
      say(
        id: "PKS sudah berakhir pada tanggal daftar; periksa",
        en: "the agreement had ended at the list's date; verify")
    case .notUsable: say(id: "tidak aktif menurut daftar", en: "not in use by the list")
    case .phoneUnreadable:
      say(id: "telepon disimpan seperti tertulis", en: "phone kept as written")
    case .leadingZeroLost:
      say(
        id: "nol di depan telepon dikembalikan, “.0” di belakang dibuang",
        en: "the phone's leading zero was put back, a “.0” behind it taken off")
    case .phoneLeftOut:
      say(id: "bukan nomor telepon, tidak disimpan", en: "is no phone; left out")
    case .knownKept:
      say(
        id: "yang sudah diketahui tetap dipakai karena isi daftar lebih buruk",
        en: "what is known stays, because what the list has is worse")
    case .zeroCoordinates:
      say(id: "koordinat 0,0 dianggap kosong", en: "coordinates 0,0 are taken as none")
    case .hiddenRow:
      say(
        id: "baris ini disembunyikan di Excel, tetap dibaca",
        en: "the spreadsheet hides this row; it is read all the same")
    case .badByte:
      say(
        id: "ada byte yang bukan huruf (�); simpan berkas sebagai UTF-8",
        en: "a byte that is no letter (�); save the file as UTF-8")
    case .carriedDown:
      say(
        id: "diambil dari judul bagian, sel gabung, atau baris di atas",
        en: "taken from a section, a merged cell or the row above")
    case .coordinatesSwapped:
      say(id: "lintang dan bujur tertukar; dibalik", en: "latitude and longitude were exchanged")
    case .lineIgnored: say(id: "baris dilewati", en: "line passed over")
    case .duplicate:
      say(
        id: "fasilitas yang sama dua kali; tanggal akhir yang lebih jauh dipakai",
        en: "the same site twice; the later end stands")
    case .personalNumberDropped:
      say(id: "nomor yang mirip NIK dibuang", en: "a number that looks like a NIK was dropped")
    }
  }

  static func identity(_ identity: Placement.Identity) -> String {
    guard case .known(let id, let match) = identity else { return say(id: "baru", en: "new") }
    let reason =
      switch match {
      case .identifier: "id"
      case .officialCode: say(id: "kode", en: "code")
      case .name: say(id: "nama", en: "name")
      case .similarName: say(id: "nama mirip", en: "similar name")
      case .correction: say(id: "koreksi", en: "correction")
      }
    return "\(id) (\(reason))"
  }

  static func source(_ source: Placement.Source) -> String {
    switch source {
    case .listed: say(id: "koordinat daftar", en: "the list's coordinates")
    case .listedNearBorder(let meters):
      say(
        id: "koordinat daftar, \(Words.distance(meters)) di luar batas yang disederhanakan",
        en: "the list's coordinates, \(Words.distance(meters)) outside the simplified boundary")
    case .correction: say(id: "koreksi", en: "correction")
    case .known: say(id: "posisi yang dikenal", en: "known position")
    case .village(let code):
      say(id: "titik tengah desa \(code)", en: "centre of village \(code)")
    case .district(let code):
      say(id: "titik tengah kecamatan \(code)", en: "centre of district \(code)")
    case .unknown:
      say(id: "posisi tidak diketahui, tidak diurutkan", en: "position unknown, never ranked")
    }
  }

  static func failure(_ error: ImportError, file: String) -> CommandFailure {
    var place = Failures.safe(file)
    if !error.place.isEmpty { place += " [\(Failures.safe(error.place))]" }
    if let line = error.line { place += ":\(line)" }
    let value = error.value.isEmpty ? "" : " (“\(Failures.safe(error.value))”)"
    return CommandFailure(.data, "\(place): \(code(error.code))\(value)")
  }

  private static func code(_ code: ImportError.Code) -> String {
    switch code {
    case .empty: say(id: "berkas kosong", en: "the file is empty")
    case .tooLarge(let what, let limit):
      say(
        id: "terlalu besar (\(what.rawValue)); paling banyak \(limit)",
        en: "too large (\(what.rawValue)); at most \(limit)")
    case .unsupported(let format): advice(format)
    case .malformed(let format):
      say(
        id: "bukan \(format.rawValue.uppercased()) yang utuh",
        en: "no sound \(format.rawValue.uppercased())")
    case .documentType:
      say(
        id: "XML dengan DOCTYPE atau entitas ditolak",
        en: "XML with a DOCTYPE or entities is refused")
    case .noHeader:
      say(
        id: "tidak ada baris judul dengan kolom nama dalam 20 baris pertama "
          + "(misalnya “Nama PLKK”, “Nama Faskes”)",
        en: "no header with a name column in the first 20 rows (such as “Nama PLKK”, “Nama Faskes”)"
      )
    case .personalData(let columns):
      say(
        id: "tampak seperti data klaim atau peserta, ditolak: ",
        en: "looks like claims or participant data, refused: ")
        + columns.map(Failures.safe).joined(separator: ", ")
    case .noSheet(let available):
      say(id: "tidak ada lembar itu; yang ada: ", en: "no such sheet; there are: ")
        + available.map(Failures.safe).joined(separator: ", ")
    case .hiddenSheet:
      say(
        id: "lembar itu disembunyikan dan tidak dibaca; tampilkan dahulu di Excel (Unhide)",
        en: "that sheet is hidden and not read; show it in Excel first (Unhide)")
    case .severalLists(let sheets):
      say(
        id: "beberapa bagian bisa jadi daftarnya; pilih dengan --sheet: ",
        en: "several parts may be the list; choose with --sheet: ")
        + sheets.map(Failures.safe).joined(separator: ", ")
    case .noRows: say(id: "tidak ada baris di bawah judul", en: "no rows below the header")
    }
  }

  private static func advice(_ format: ImportError.ForeignFormat) -> String {
    switch format {
    case .xlsOrEncrypted:
      say(
        id:
          "Excel lama (.xls) atau berkata sandi; buka di Excel, simpan sebagai .xlsx tanpa kata sandi",
        en: "old Excel (.xls) or locked with a password; save it as .xlsx without one")
    case .xlsb:
      say(
        id: "Excel biner (.xlsb); simpan sebagai .xlsx", en: "binary Excel (.xlsb); save as .xlsx")
    case .openDocument:
      say(
        id: "OpenDocument; simpan sebagai .xlsx atau CSV", en: "OpenDocument; save as .xlsx or CSV")
    case .pdf:
      say(
        id: "PDF; minta tabel aslinya (.xlsx atau CSV)",
        en: "a PDF; ask for the table behind it (.xlsx or CSV)")
    case .markup:
      say(
        id: "halaman web atau XML; buka di Excel, simpan sebagai .xlsx atau CSV",
        en: "a web page or XML; open it in Excel and save as .xlsx or CSV")
    case .binary:
      say(
        id: "data biner; yang diterima: .xlsx, CSV, JSON, teks berbutir",
        en: "binary data; accepted are .xlsx, CSV, JSON, bulleted text")
    }
  }
}
