public import Application
internal import Facilities
public import Formats
public import Lists

/// Sentences for why nothing was done with a list.
extension Language {
  /// Why it was refused.
  public func refusal(_ error: ListingError) -> String {
    switch error {
    case .noIssuer: say(id: "--issuer: tulis nama kantor", en: "--issuer: write the office's name")
    case .inFuture(let day, let today):
      say(
        id: "\(day) belum tiba; hari ini \(today)", en: "\(day) is still to come; today is \(today)"
      )
    case .daysReversed(let first, let last):
      say(id: "--from \(first) sesudah --to \(last)", en: "--from \(first) is after --to \(last)")
    case .notYours(let issuer):
      say(
        id: "daftar \(issuer.shown()) hanya boleh diubah administrator atau petugasnya",
        en:
          "the list of \(issuer.shown()) may be changed by an administrator or its own officer only"
      )
    case .notYourSite(let id, let issuer):
      say(
        id: "\(id) hanya boleh diubah administrator atau petugas "
          + (issuer.map { $0.shown() } ?? "cabang") + "; siapa pun boleh: facility report",
        en: "\(id) may be changed by an administrator or an officer of "
          + (issuer.map { $0.shown() } ?? "a branch") + " only; anyone may: facility report")
    case .nothingToUndo(let issuer):
      say(
        id: "tidak ada daftar \(issuer.shown()) yang dapat dibatalkan",
        en: "there is no list of \(issuer.shown()) to take back")
    case .correction(let error): refusal(error)
    }
  }

  /// Why a correction cannot be taken.
  public func refusal(_ error: CorrectionError) -> String {
    switch error {
    case .unknownFacility(let id):
      say(
        id: "tidak ada fasilitas dengan id “\(id.shown())”",
        en: "no facility has the id “\(id.shown())”")
    case .mergedAway(let id, let into):
      say(
        id: "\(id.shown()) sudah digabung ke \(into); pakai id itu",
        en: "\(id.shown()) was merged into \(into); use that id")
    case .badMerge(let id):
      say(
        id: "tidak dapat digabung ke “\(id.shown())”", en: "cannot be merged into “\(id.shown())”")
    case .badValue(let field, let value):
      say(
        id: "“\(value.shown())” tidak boleh untuk \(field.rawValue); yang boleh: ",
        en: "“\(value.shown())” is not allowed for \(field.rawValue); allowed: ") + allowed(field)
    case .tooLong(let limit):
      say(id: "paling banyak \(limit) byte", en: "at most \(limit) bytes")
    case .noActor: say(id: "--by: tulis siapa", en: "--by: write who")
    }
  }

  private func allowed(_ field: FieldCorrection.Field) -> String {
    switch field {
    case .name: say(id: "sebuah nama", en: "a name")
    case .kind: FacilityKind.allCases.map(\.rawValue).joined(separator: ", ")
    case .address: say(id: "alamat", en: "an address")
    case .phone:
      say(id: "nomor dengan paling sedikit 3 angka", en: "a number of 3 digits or more")
    case .position:
      say(
        id: "lintang,bujur dalam derajat desimal di Kalimantan, misalnya -3.3219,114.6010",
        en: "latitude,longitude in decimal degrees in Kalimantan, for example -3.3219,114.6010")
    }
  }

  /// Why the store of lists refused.
  public func refusal(_ error: ListStoreError) -> String {
    switch error {
    case .conflict:
      say(
        id: "daftar lain masuk pada saat yang sama; ulangi perintahnya",
        en: "another list came in at the same time; run the command again")
    case .unreadable(let what):
      say(
        id: "penyimpanan daftar tidak terbaca oleh program ini: \(what.shown())",
        en: "this program cannot read what the store of lists holds: \(what.shown())")
    case .failed(let reason):
      say(
        id: "penyimpanan daftar gagal: \(reason.shown(longest: 200))",
        en: "the store of lists failed: \(reason.shown(longest: 200))")
    }
  }
}
