public import Formats
public import Lists

/// Sentences for what an import notices in a row.
extension Language {
  /// What was noticed in a row.
  public func noticed(_ rule: RowIssue.Rule) -> String {
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
    case .doubledMember:
      say(
        id: "dua isi dengan nama yang sama dalam satu objek JSON",
        en: "two members of one name in a JSON object")
    case .shortLink:
      say(
        id: "tautan pendek hanya terbuka dengan internet; tempel koordinatnya",
        en: "a short link opens with a network only; paste the coordinates")
    case .nameSplit:
      say(
        id: "nomor, kode, atau tanda catatan kaki dipisahkan dari nama",
        en: "a number, a code or a footnote's sign taken off the name")
    case .valueLeftOut:
      say(id: "tidak dipahami, tidak disimpan", en: "not understood; left out")
    case .wordsLeftOut:
      say(id: "kata di samping koordinat, tidak disimpan", en: "words beside a position; left out")
    case .coarsePosition:
      say(
        id: "koordinat dengan sedikit angka: disimpan sebagai perkiraan",
        en: "coordinates of few digits: kept as approximate")
    case .positionReplaced:
      say(
        id: "posisi yang dikenal diganti dengan koordinat daftar",
        en: "the known position goes for the list's coordinates")
    case .duplicateDiffers:
      say(
        id: "fasilitas yang sama dengan isi lain; yang kiri dipakai",
        en: "the same site with another value; the left one is used")
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
}
