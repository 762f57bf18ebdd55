public import Formats
public import Lists

/// Sentences for why a row waits.
extension Language {
  /// Why a row waits, and what is proposed.
  public func doubt(_ doubt: RowDoubt) -> String {
    switch doubt {
    case .regencyUnknown(let text):
      say(
        id: "kabupaten tidak diketahui\(inBrackets(text)): isi set_regency dalam berkas koreksi",
        en: "kabupaten unknown\(inBrackets(text)): give set_regency in a corrections file")
    case .regencyAmbiguous(let codes):
      say(
        id: "kabupaten bisa berarti \(codes.joined(separator: ", ")): isi set_regency",
        en: "the kabupaten may be \(codes.joined(separator: ", ")): give set_regency")
    case .regencyIsTown(let text, let code):
      say(
        id: "“\(text.shown())” bukan kabupaten melainkan kota kecil di \(code)",
        en: "“\(text.shown())” is no kabupaten but a town in \(code)")
    case .outsideRegency(let meters, let code):
      say(
        id: "koordinat \(distance(meters)) di luar kabupatennya"
          + (code.isEmpty ? "" : " (di \(code))") + "; diusulkan tidak dipakai",
        en: "coordinates lie \(distance(meters)) outside of the kabupaten"
          + (code.isEmpty ? "" : " (in \(code))") + "; proposed to be left out")
    case .farFromKnown(let id, let meters):
      say(
        id: "koordinat \(distance(meters)) dari posisi \(id) yang dikenal; diusulkan dipakai",
        en:
          "coordinates lie \(distance(meters)) from where \(id) is known; proposed to be used"
      )
    case .similarName(let id):
      say(id: "nama mirip \(id); diusulkan sama", en: "a name like \(id); proposed to be the same")
    case .severalMatches(let ids):
      say(
        id: "cocok dengan \(ids.joined(separator: ", ")): pilih dengan id dalam berkas koreksi",
        en: "fits \(ids.joined(separator: ", ")): choose by id in a corrections file")
    case .placeAmbiguous(let text, let codes):
      say(
        id: "“\(text.shown())” ada \(codes.count) di kabupaten ini; diusulkan tanpa desa",
        en: "“\(text.shown())” is \(codes.count) places here; proposed without the village")
    case .correctionUnusable(let text):
      say(
        id: "koreksi menunjuk yang tidak ada\(inBrackets(text))",
        en: "the correction names what is not there\(inBrackets(text))")
    default: reading(doubt)
    }
  }

  /// Doubts about what the row itself says.
  private func reading(_ doubt: RowDoubt) -> String {
    switch doubt {
    case .regencyProposed(let code, let evidence):
      say(id: "kabupaten: ", en: "kabupaten: ")
        + evidence.map { "\(name($0.source)) → \($0.code)" }.joined(separator: ", ")
        + (code.isEmpty
          ? say(id: "; isi set_regency", en: "; give set_regency")
          : say(id: "; diusulkan \(code)", en: "; proposed is \(code)"))
    case .provinceElsewhere(let text):
      say(
        id:
          "provinsi “\(text.shown())” bukan di Kalimantan: lewati (skip) atau isi set_regency",
        en:
          "the province “\(text.shown())” is not in Kalimantan: skip it or give set_regency")
    case .knownElsewhere(let id, let code):
      say(
        id: "nama ini dikenal sebagai \(id) di \(code); diusulkan yang itu",
        en: "this name is known as \(id) in \(code); that one is proposed")
    case .signLost(let latitude):
      say(
        id: "di luar kabupaten, tetapi dengan lintang \(latitude) di dalam; diusulkan tanda itu",
        en: "outside the kabupaten, but inside with latitude \(latitude); that sign is proposed")
    case .sameAsRow(let line, let proposesMerge):
      proposesMerge
        ? say(
          id: "mungkin sama dengan baris \(RowNumber.text(line)); diusulkan digabung",
          en: "may be the same as row \(RowNumber.text(line)); proposed to be one")
        : say(
          id: "mungkin sama dengan baris \(RowNumber.text(line)); diusulkan fasilitas tersendiri",
          en: "may be the same as row \(RowNumber.text(line)); proposed to be a site of its own")
    case .severalRows(let id, let lines):
      say(
        id: "baris \(rows(lines)) semuanya cocok dengan \(id): tentukan dalam berkas koreksi",
        en: "rows \(rows(lines)) all fit \(id): decide in a corrections file")
    case .noteEnds(let text):
      say(
        id: "keterangan \(inBrackets(text)): PKS tampaknya berakhir; diusulkan tidak berlaku",
        en: "the note\(inBrackets(text)): the agreement seems ended; proposed as not in force")
    case .noteLimits(let text):
      say(
        id:
          "keterangan\(inBrackets(text)): PKS tampaknya terbatas; diusulkan diterima, keterangan ditampilkan",
        en:
          "the note\(inBrackets(text)): the agreement seems limited; proposed to be taken, the note shown"
      )
    case .statusUnclear(let text):
      say(
        id: "status\(inBrackets(text)) tidak dikenal; diusulkan tidak diketahui",
        en: "unknown status\(inBrackets(text)); proposed as unknown")
    case .dateUnclear(let column, let text):
      say(
        id: "\(column.shown())\(inBrackets(text)) tidak terbaca; diusulkan tanpa tanggal itu",
        en: "\(column.shown())\(inBrackets(text)) cannot be read; proposed without that date")
    case .monthFirst(let column):
      say(
        id: "\(column.shown()): di kolom ini ada tanggal bulan/hari; diusulkan hari/bulan",
        en: "\(column.shown()): the column has month/day dates; proposed as day/month")
    case .phoneUnclear(let text):
      say(
        id: "telepon\(inBrackets(text)) bercampur huruf; diusulkan disimpan seperti tertulis",
        en: "letters among the phone's digits\(inBrackets(text)); proposed to be kept as written")
    case .badByte(let column):
      say(
        id: "\(column.shown()): ada huruf rusak (�); diusulkan disimpan seperti terlihat",
        en: "\(column.shown()): a damaged letter (�); proposed to be kept as it looks")
    case .struckOut:
      say(
        id: "namanya dicoret di Excel; diusulkan tetap diterima",
        en: "the name is struck out in the spreadsheet; proposed to be taken all the same")
    case .rowsSwallowed(let lines):
      say(
        id:
          "tanda kutip menelan \(lines) baris berikutnya; perbaiki berkasnya, atau terima sebagai satu",
        en: "quotes swallow the next \(lines) lines; mend the file, or accept them as one")
    case .notOfficial(let basis):
      say(
        id:
          "ekspor kita menandai “\(basis.shown())”, bukan resmi; diterima berarti menjadi resmi",
        en:
          "our own export marks it “\(basis.shown())”, not official; accepting makes it official"
      )
    case .pointLost(let latitude, let longitude):
      say(
        id: "titik desimal koordinat hilang (dibaca Excel sebagai ribuan); diusulkan "
          + "\(latitude), \(longitude), yang ada di dalam kabupaten",
        en: "the coordinates lost their decimal points (taken for thousands); proposed is "
          + "\(latitude), \(longitude), which lies in the kabupaten")
    case .coordinatesUnclear(let text):
      say(
        id: "koordinat\(inBrackets(text)) tidak terbaca; diusulkan tanpa koordinat itu",
        en: "coordinates\(inBrackets(text)) cannot be read; proposed without them")
    case .coordinatesDisagree(let meters):
      say(
        id:
          "kolom koordinat dan kolom lintang/bujur berbeda \(distance(meters)); diusulkan lintang/bujur",
        en:
          "the coordinates in one cell and in two lie \(distance(meters)) apart; those in two are proposed"
      )
    case .secondValue(let column, let text):
      say(
        id: "kolom \(column.shown())\(inBrackets(text)) berkata lain; diusulkan diabaikan",
        en:
          "the column \(column.shown())\(inBrackets(text)) says something else; proposed to be left out"
      )
    case .sectionUnclear(let text):
      say(
        id:
          "kabupaten diambil dari judul di atas, padahal “\(text.shown())” mungkin bukan bagiannya; "
          + "diusulkan tetap",
        en: "the kabupaten is that of a title above, but “\(text.shown())” may not belong to it; "
          + "proposed all the same")
    case .severalNames(let text):
      say(
        id: "satu sel tampaknya berisi beberapa nama\(inBrackets(text)): pisahkan per baris; "
          + "diusulkan satu fasilitas",
        en: "one cell seems to hold several names\(inBrackets(text)): give each a row; "
          + "proposed to be one site")
    case .bareName:
      say(
        id:
          "hanya nama tanpa isi lain; mungkin catatan atau tanda tangan; diusulkan sebagai fasilitas",
        en: "nothing but a name; may be a remark or a signature; proposed as a site")
    default: ""
    }
  }

  private func rows(_ lines: [Int]) -> String {
    lines.map(RowNumber.text).joined(separator: ", ")
  }

  private func name(_ source: RegencyEvidence.Source) -> String {
    switch source {
    case .name: say(id: "nama", en: "name")
    case .carried: say(id: "baris di atas", en: "row above")
    case .codeKemendagri: say(id: "kode Kemendagri", en: "Kemendagri code")
    case .codeBPS: say(id: "kode BPS", en: "BPS code")
    case .district: say(id: "kecamatan", en: "district")
    case .coordinates: say(id: "koordinat", en: "coordinates")
    case .province: say(id: "provinsi", en: "province")
    case .known: say(id: "fasilitas yang dikenal", en: "a known facility")
    }
  }

  private func inBrackets(_ text: String) -> String {
    text.isEmpty ? "" : " (“\(text.shown())”)"
  }
}
