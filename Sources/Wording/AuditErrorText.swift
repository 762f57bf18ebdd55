public import Application
public import Audit
public import Formats
internal import Lists

extension AuditError {
  /// Why an audit cannot be made.
  public var phrase: Phrase {
    switch self {
    case .unknownRegion(let code):
      Phrase(
        id: "wilayah “\(code.shown())” tidak dikenal", en: "region “\(code.shown())” is unknown")
    case .regionTooSmall(let code):
      Phrase(
        id: "\(code.shown()): audit memerlukan provinsi atau kabupaten/kota; penduduk kecamatan "
          + "tidak ada di data",
        en:
          "\(code.shown()): an audit needs a province or kabupaten; the data has no population of "
          + "districts")
    case .beforeFirstList(let date, let first):
      Phrase(
        id: "\(date): daftar pertama bertanggal \(first); untuk sebelumnya tidak ada data",
        en: "\(date): the first list is of \(first); there is no data before it")
    case .noSite:
      Phrase(
        id: "tidak ada lokasi yang cocok dengan saringan ini; tidak ada yang dapat diaudit",
        en: "no site matches these filters; there is nothing to audit")
    case .noReach:
      Phrase(
        id: "jangkauan lokasi baru harus lebih dari 0",
        en: "the reach of a new site must be more than 0")
    case .tooManyProposals(let count, let most):
      Phrase(
        id: "\(count) usulan lokasi baru: pilih 0–\(most)",
        en: "\(count) proposals of new sites: choose 0–\(most)")
    }
  }
}

extension AuditAdvisory {
  /// What must be known of an audit.
  public var phrase: Phrase {
    switch self {
    case .damagedReferrals(let codes):
      Phrase(
        id:
          "rujukan yang rusak tidak dihitung: \(codes.joined(separator: ", ")); jalankan plkk doctor",
        en: "damaged referrals are not counted: \(codes.joined(separator: ", ")); run plkk doctor")
    case .withoutReferrals:
      Phrase(
        id: "tanpa angka rujukan: tidak ada basis data rujukan yang dapat dibaca",
        en: "without figures of referrals: no database of referrals can be read")
    }
  }
}
