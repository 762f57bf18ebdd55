public import Formats
public import Lists

/// Sentences for files that are refused as a whole.
extension Language {
  /// Why a file is refused as a whole, and what to do.
  public func refusal(_ code: ImportError.Code) -> String {
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
        + columns.map { $0.shown() }.joined(separator: ", ")
    case .noSheet(let available):
      say(id: "tidak ada lembar itu; yang ada: ", en: "no such sheet; there are: ")
        + available.map { $0.shown() }.joined(separator: ", ")
    case .hiddenSheet:
      say(
        id: "lembar itu disembunyikan dan tidak dibaca; tampilkan dahulu di Excel (Unhide)",
        en: "that sheet is hidden and not read; show it in Excel first (Unhide)")
    case .severalLists(let sheets):
      say(
        id: "beberapa bagian bisa jadi daftarnya; pilih dengan --sheet: ",
        en: "several parts may be the list; choose with --sheet: ")
        + sheets.map { $0.shown() }.joined(separator: ", ")
    case .noRows: say(id: "tidak ada baris di bawah judul", en: "no rows below the header")
    }
  }

  private func advice(_ format: ImportError.ForeignFormat) -> String {
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
