public import Application
internal import Formats
internal import Referrals

extension StoreError {
  /// Why the store did not do what was asked.
  public var phrase: DoorPhrase {
    switch self {
    case .refused(let refusal): return refusal.phrase
    case .notFound:
      return DoorPhrase(id: "tidak ada rujukan dengan kode ini", en: "no referral has this code")
    case .requestIDReused:
      return DoorPhrase(
        id: "nomor permintaan ini sudah dipakai untuk hal lain; pakai nomor baru",
        en: "this request id was used for something else; take a new one")
    case .versionDiffers(let version):
      return DoorPhrase(
        id: "rujukan ini sudah berubah (versi \(version)); baca lagi, lalu putuskan",
        en: "this referral has changed (version \(version)); read it again, then decide")
    case .purged:
      return DoorPhrase(
        id: "data rujukan ini sudah dihapus menurut masa simpan",
        en: "the data of this referral was removed by retention")
    case .invalid(let what, let allowed):
      return DoorPhrase(
        id: "\(what) tidak sah; yang boleh: \(allowed)",
        en: "\(what) is not allowed; allowed: \(allowed)")
    case .busy(let waiting):
      return DoorPhrase(
        id: "\(waiting) perubahan menunggu; ulangi sebentar lagi",
        en: "\(waiting) changes are waiting; try again shortly")
    case .diskFull:
      return DoorPhrase(
        id: "disk penuh: tidak ada yang disimpan; kosongkan ruang lalu ulangi",
        en: "the disk is full: nothing was kept; make room and repeat")
    case .readOnly:
      return DoorPhrase(
        id: "berkas rujukan tidak dapat ditulis: tidak ada yang disimpan",
        en: "the referral file cannot be written: nothing was kept")
    case .corrupt:
      return DoorPhrase(
        id: "berkas rujukan rusak: jalankan plkk doctor, lalu pulihkan cadangan",
        en: "the referral file is damaged: run plkk doctor, then restore a backup")
    case .ioFailure:
      return DoorPhrase(
        id:
          "cakram gagal membaca atau menulis: periksa kabel dan cakramnya; jangan pulihkan dahulu",
        en: "the disk failed to read or write: look at its cable and at it; do not restore yet")
    case .notOurs(let path):
      return DoorPhrase(id: "\(path) bukan basis data plkk", en: "\(path) is no database of plkk")
    case .databaseMissing(let path, let beside):
      return DoorPhrase(
        id: "basis data \(path) hilang, padahal \(beside) ada: kembalikan berkasnya atau pulihkan "
          + "cadangan (plkk restore); tidak dibuat yang baru",
        en: "the database \(path) is missing though \(beside) is there: put the file back or "
          + "restore a backup (plkk restore); no new one is made")
    case .fileReplaced:
      return DoorPhrase(
        id: "berkas rujukan dipindah, diganti atau dihapus: tidak ada yang disimpan; mulai ulang",
        en: "the referral file was moved, replaced or removed: nothing was kept; start again")
    case .nameTaken(let path):
      return DoorPhrase(
        id: "\(path) sudah ada; pilih nama lain",
        en: "\(path) is there already; choose another name")
    case .backupNotSigned:
      return DoorPhrase(
        id: "cadangan tidak bertanda tangan kunci ini, atau diubah sesudahnya",
        en: "the backup is not signed with these keys, or was changed since")
    case .backupPoorer(let backup, let present):
      let (old, new) = (Self.words(backup), present.map(Self.words))
      return DoorPhrase(
        id: "cadangan memuat \(old.id)" + (new.map { "; yang diganti \($0.id)" } ?? ""),
        en: "the backup holds \(old.en)" + (new.map { "; what it replaces \($0.en)" } ?? ""))
    case .listsDamaged:
      return DoorPhrase(
        id: "berkas daftar (.lists) rusak",
        en: "the file of lists (.lists) is damaged")
    case .foreignSchema(let what):
      return DoorPhrase(
        id: "bentuk berkas rujukan diubah orang lain (\(what)): jalankan plkk doctor",
        en: "the shape of the referral file was changed by someone (\(what)): run plkk doctor")
    case .clockFarOff(let newest):
      let time = newest.iso8601()
      return DoorPhrase(
        id: "jam mesin ini jauh dari catatan terakhir (\(time)): periksa jamnya dahulu",
        en: "the clock of this machine is far from the newest record (\(time)): look at it first")
    case .cannotOpen, .database, .inconsistent:
      return DoorPhrase(
        id: "berkas rujukan tidak dapat dipakai: jalankan plkk doctor",
        en: "the referral file cannot be used: run plkk doctor")
    case .servedElsewhere(let process):
      let number = process.map { " (proses \($0))" } ?? ""
      return DoorPhrase(
        id: "server lain sedang memakai berkas rujukan ini\(number)",
        en: "another server works on this referral file\(process.map { " (process \($0))" } ?? "")")
    case .lockedByOther:
      return DoorPhrase(
        id: "berkas rujukan sedang dipakai; ulangi sebentar lagi",
        en: "the referral file is in use; try again shortly")
    case .tooNew:
      return DoorPhrase(
        id: "berkas rujukan ditulis oleh versi yang lebih baru; perbarui plkk",
        en: "the referral file was written by a later version; update plkk")
    case .stillWaiting:
      return DoorPhrase(
        id: "penyimpanan belum memastikan; ulangi permintaan yang sama sebentar lagi",
        en: "the store has not confirmed it yet; repeat the same request shortly")
    case .unreachable:
      return DoorPhrase(
        id:
          "penyimpanan rujukan tidak terjangkau; tidak ada yang diubah; pencarian lokasi tetap jalan",
        en: "the store of referrals cannot be reached; nothing was changed; locating goes on")
    case .tooManyConnections:
      return DoorPhrase(
        id: "server basis data penuh sambungan; ulangi sebentar lagi",
        en: "the database server has too many connections; try again shortly")
    case .databaseState(let state):
      return DoorPhrase(
        id: "PostgreSQL menolak (SQLSTATE \(state)): jalankan plkk doctor",
        en: "PostgreSQL refused it (SQLSTATE \(state)): run plkk doctor")
    case .keysChanged:
      return DoorPhrase(
        id: "kunci sedang diganti; ulangi sebentar lagi",
        en: "the keys are being rotated; try again shortly")
    case .keysMissing(let path):
      return DoorPhrase(id: "berkas kunci \(path) hilang", en: "the key file is missing: \(path)")
    case .keysExposed(let path):
      return DoorPhrase(
        id: "berkas kunci terbuka bagi orang lain; jalankan: chmod 600 \(path)",
        en: "the key file is open to others; run: chmod 600 \(path)")
    case .keysForeign(let path):
      return DoorPhrase(
        id: "berkas kunci \(path) milik pengguna lain",
        en: "the key file \(path) belongs to another user")
    case .keysUnusable:
      return DoorPhrase(
        id: "berkas kunci bukan kunci basis data ini, atau kuncinya sudah diganti sesudahnya",
        en: "the key file is not that of this database, or its keys were rotated since")
    }
  }

  /// What a database holds, in the words of both languages.
  private static func words(_ summary: StoreSummary) -> (id: String, en: String) {
    let newest = summary.newest?.iso8601() ?? "-"
    return (
      "\(summary.referrals) rujukan, \(summary.events) kejadian, \(summary.lists) daftar dan "
        + "koreksi, terakhir \(newest)",
      "\(summary.referrals) referrals, \(summary.events) events, \(summary.lists) lists and "
        + "corrections, newest \(newest)"
    )
  }
}
