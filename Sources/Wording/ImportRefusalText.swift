public import Formats
public import Lists

/// Sentences for where the rows of a list went, and why it is not stored.
extension Language {
  /// Where every row went.
  public func sums(_ sums: ImportSums) -> String {
    let beside =
      sums.beside == 0
      ? ""
      : say(
        id: " + \(sums.beside) yang terhitung lagi karena tabelnya berdampingan",
        en: " + \(sums.beside) counted once more because tables stand side by side")
    return say(
      id:
        "\(sums.rows) baris dalam berkas\(beside) = \(sums.taken) diterima + \(sums.merged) digabung + "
        + "\(sums.waiting) menunggu + \(sums.broken) rusak + \(sums.skipped) dilewati koreksi + "
        + "\(sums.passed) judul/jumlah + \(sums.leftOut) di bagian yang tidak dibaca; dari yang "
        + "diterima \(sums.withoutPosition) tidak dapat ditemukan menurut jarak",
      en: "\(sums.rows) rows in the file\(beside) = \(sums.taken) taken + \(sums.merged) merged + "
        + "\(sums.waiting) waiting + \(sums.broken) broken + \(sums.skipped) skipped by correction + "
        + "\(sums.passed) titles/totals + \(sums.leftOut) in parts not read; of those taken "
        + "\(sums.withoutPosition) cannot be found by distance")
  }

  /// Why a list that was read is not stored.
  public func refusal(_ refusal: ImportRefusal) -> String {
    switch refusal {
    case .unbalanced(let sums):
      say(
        id: "jumlah baris tidak cocok (\(self.sums(sums))); tidak ada yang disimpan",
        en: "the rows do not add up (\(self.sums(sums))); nothing was stored")
    case .blocked(let rows):
      say(
        id: "\(rows) baris rusak atau menunggu; tidak ada yang disimpan",
        en: "\(rows) rows are broken or wait; nothing was stored")
    case .nothingUsable:
      say(
        id: "tidak satu baris pun dapat dipakai; tidak ada yang disimpan",
        en: "not one row can be used; nothing was stored")
    case .removalNotConfirmed(let count, let all):
      say(
        id:
          "\(count) dari \(all) fasilitas kantor ini akan hilang; jika memang benar, "
          + "ulangi dengan --remove \(count). Tidak ada yang disimpan",
        en: "\(count) of this office's \(all) sites would go; if that is right, "
          + "run it again with --remove \(count). Nothing was stored")
    case .removalDiffers(let asked, let found):
      say(
        id: "--remove \(asked): yang hilang \(found); tidak ada yang disimpan",
        en: "--remove \(asked): \(found) would go; nothing was stored")
    }
  }
}
