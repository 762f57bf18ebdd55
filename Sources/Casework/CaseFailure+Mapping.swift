internal import Formats
internal import LineProtocol
public import Referrals
public import Application
internal import Storage
internal import Wording

/// Why a use case did nothing.
public enum CaseworkError: Error, Hashable, Sendable {
  /// A position, place or facility could not be understood; doors have words for it.
  case locate(LocateError)
  /// Anything else.
  case failure(CaseFailure)
}

extension CaseworkError {
  init(_ error: DeskError) {
    self = .failure(CaseFailure(error))
  }
}

extension CaseFailure {
  /// Why the desk refused, in the words of both doors.
  public init(_ error: DeskError) {
    switch error {
    case .notAuthenticated:
      self.init(
        .noAuthentication, id: "token salah, kedaluwarsa atau dicabut",
        en: "the token is wrong, expired or revoked")
    case .slowDown(let until):
      let time = until.iso8601()
      self.init(
        .limit, id: "terlalu banyak tebakan; tunggu sampai \(time)",
        en: "too many guesses; wait until \(time)")
    case .quota(let until):
      let time = until.iso8601()
      self.init(
        .limit,
        id: "kuota token ini habis; lanjutkan sesudah \(time). Gawat darurat tetap dilayani",
        en:
          "this token has used its quota; go on after \(time). Emergencies are served all the same")
    case .unknownBranch(let name, let near):
      let shown = ForeignText.shown(name)
      let (id, en) =
        near.map { ("; maksud Anda “\($0)”?", "; did you mean “\($0)”?") }
        ?? ("; lihat plkk branch list", "; see plkk branch list")
      self.init(
        .syntax, id: "cabang “\(shown)” tidak terdaftar\(id)",
        en: "the branch “\(shown)” is not registered\(en)")
    case .notAccepted:
      self.init(
        .noPermission, id: "baru boleh setelah rujukan diterima",
        en: "only after the referral was accepted")
    case .notPermitted(let role, let action):
      self.init(
        .noPermission,
        id: "peran \(role.rawValue) tidak boleh \(action), atau rujukan ini bukan wewenangnya",
        en: "the role \(role.rawValue) may not \(action), or this referral is not in its scope")
    case .code(let fault): self.init(fault)
    case .store(let error): self.init(error)
    case .notSent:
      self.init(
        .conflict, id: "belum ada pengajuan yang dikirim; kirim dahulu (\(verb: "SEND"))",
        en: "no attempt was sent yet; send first (\(verb: "SEND"))")
    }
  }

  init(_ fault: ReferralCode.Fault) {
    switch fault {
    case .length(let count):
      self.init(
        .syntax, id: "kode rujukan punya 9 huruf atau angka seperti K7FD-3QWX-5; ini \(count)",
        en: "a referral code has 9 letters or digits such as K7FD-3QWX-5; this has \(count)")
    case .character(let place):
      self.init(
        .syntax,
        id:
          "huruf ke-\(place) tidak dipakai dalam kode rujukan (tanpa U; I, L dibaca 1, O dibaca 0)",
        en: "character \(place) is not used in referral codes (no U; I, L read as 1, O as 0)")
    case .check:
      self.init(
        .syntax, id: "kode rujukan salah ketik: huruf periksanya tidak cocok; periksa lagi",
        en: "the referral code is mistyped: its check character does not fit; look again")
    }
  }

  /// Why the store refused, in the words of both doors.
  public init(_ error: StoreError) {
    switch error {
    case .refused(let refusal): self.init(refusal)
    case .notFound:
      self.init(.notFound, id: "tidak ada rujukan dengan kode ini", en: "no referral has this code")
    case .requestIDReused:
      self.init(
        .conflict, id: "nomor permintaan ini sudah dipakai untuk hal lain; pakai nomor baru",
        en: "this request id was used for something else; take a new one")
    case .purged:
      self.init(
        .notFound, id: "data rujukan ini sudah dihapus menurut masa simpan",
        en: "the data of this referral was removed by retention")
    case .invalid(let what, let allowed):
      self.init(
        .syntax, id: "\(what) tidak sah; yang boleh: \(allowed)",
        en: "\(what) is not allowed; allowed: \(allowed)")
    case .busy(let waiting):
      self.init(
        .busy, id: "\(waiting) perubahan menunggu; ulangi sebentar lagi",
        en: "\(waiting) changes are waiting; try again shortly")
    case .diskFull:
      self.init(
        .internalFault, id: "disk penuh: tidak ada yang disimpan; kosongkan ruang lalu ulangi",
        en: "the disk is full: nothing was kept; make room and repeat")
    case .readOnly:
      self.init(
        .internalFault, id: "berkas rujukan tidak dapat ditulis: tidak ada yang disimpan",
        en: "the referral file cannot be written: nothing was kept")
    case .corrupt:
      self.init(
        .internalFault, id: "berkas rujukan rusak: jalankan plkk doctor, lalu pulihkan cadangan",
        en: "the referral file is damaged: run plkk doctor, then restore a backup")
    case .ioFailure:
      self.init(
        .internalFault,
        id:
          "cakram gagal membaca atau menulis: periksa kabel dan cakramnya; jangan pulihkan dahulu",
        en: "the disk failed to read or write: look at its cable and at it; do not restore yet")
    case .notOurs(let path):
      self.init(
        .internalFault, id: "\(path) bukan basis data plkk", en: "\(path) is no database of plkk")
    case .databaseMissing(let path, let beside):
      self.init(
        .internalFault,
        id: "basis data \(path) hilang, padahal \(beside) ada: kembalikan berkasnya atau pulihkan "
          + "cadangan (plkk restore); tidak dibuat yang baru",
        en: "the database \(path) is missing though \(beside) is there: put the file back or "
          + "restore a backup (plkk restore); no new one is made")
    case .fileReplaced:
      self.init(
        .internalFault,
        id: "berkas rujukan dipindah, diganti atau dihapus: tidak ada yang disimpan; mulai ulang",
        en: "the referral file was moved, replaced or removed: nothing was kept; start again")
    case .nameTaken(let path):
      self.init(
        .conflict, id: "\(path) sudah ada; pilih nama lain",
        en: "\(path) is there already; choose another name")
    case .backupNotSigned:
      self.init(
        .conflict,
        id: "cadangan tidak bertanda tangan kunci ini, atau diubah sesudahnya",
        en: "the backup is not signed with these keys, or was changed since")
    case .backupPoorer(let backup, let present):
      let (old, new) = (Self.words(backup), present.map(Self.words))
      self.init(
        .conflict,
        id: "cadangan memuat \(old.id)" + (new.map { "; yang diganti \($0.id)" } ?? ""),
        en: "the backup holds \(old.en)" + (new.map { "; what it replaces \($0.en)" } ?? ""))
    case .listsDamaged:
      self.init(
        .internalFault, id: "berkas daftar (.lists) rusak",
        en: "the file of lists (.lists) is damaged")
    case .foreignSchema(let what):
      self.init(
        .internalFault,
        id: "bentuk berkas rujukan diubah orang lain (\(what)): jalankan plkk doctor",
        en: "the shape of the referral file was changed by someone (\(what)): run plkk doctor")
    case .clockFarOff(let newest):
      let time = newest.iso8601()
      self.init(
        .conflict,
        id: "jam mesin ini jauh dari catatan terakhir (\(time)): periksa jamnya dahulu",
        en: "the clock of this machine is far from the newest record (\(time)): look at it first")
    case .cannotOpen, .database, .inconsistent:
      self.init(
        .internalFault, id: "berkas rujukan tidak dapat dipakai: jalankan plkk doctor",
        en: "the referral file cannot be used: run plkk doctor")
    case .servedElsewhere(let process):
      let number = process.map { " (proses \($0))" } ?? ""
      self.init(
        .busy, id: "server lain sedang memakai berkas rujukan ini\(number)",
        en: "another server works on this referral file\(process.map { " (process \($0))" } ?? "")")
    case .lockedByOther:
      self.init(
        .busy, id: "berkas rujukan sedang dipakai; ulangi sebentar lagi",
        en: "the referral file is in use; try again shortly")
    case .tooNew:
      self.init(
        .internalFault, id: "berkas rujukan ditulis oleh versi yang lebih baru; perbarui plkk",
        en: "the referral file was written by a later version; update plkk")
    case .stillWaiting:
      self.init(
        .busy, id: "berkas rujukan sedang dipakai; ulangi sebentar lagi",
        en: "the referral file is in use; try again shortly")
    case .keysChanged:
      self.init(
        .busy, id: "kunci sedang diganti; ulangi sebentar lagi",
        en: "the keys are being rotated; try again shortly")
    case .keysMissing(let path):
      self.init(
        .internalFault, id: "berkas kunci \(path) hilang", en: "the key file is missing: \(path)")
    case .keysExposed(let path):
      self.init(
        .internalFault, id: "berkas kunci terbuka bagi orang lain; jalankan: chmod 600 \(path)",
        en: "the key file is open to others; run: chmod 600 \(path)")
    case .keysForeign(let path):
      self.init(
        .internalFault, id: "berkas kunci \(path) milik pengguna lain",
        en: "the key file \(path) belongs to another user")
    case .keysUnusable:
      self.init(
        .internalFault,
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

  init(_ refusal: Referrals.Refusal) {
    switch refusal {
    case .illegal(let action, let from, let legal):
      let list: DoorText =
        legal.isEmpty
        ? "-"
        : legal.dropFirst().reduce("\(verb: legal[0].verb)") { $0 + ", \(verb: $1.verb)" }
      self.init(
        .conflict,
        id:
          "\(verb: action.verb) tidak mungkin: pengajuan ini \(from.phrase.id); yang boleh: \(list)",
        en:
          "\(verb: action.verb) is not possible: this attempt is \(from.phrase.en); allowed: \(list)"
      )
    case .wrongParty(let action, let allowed):
      let words = allowed.map(\.phrase)
      self.init(
        .noPermission,
        id: "\(verb: action.verb) hanya boleh oleh \(words.map(\.id).joined(separator: ", "))",
        en: "\(verb: action.verb) is only for \(words.map(\.en).joined(separator: ", "))")
    case .noAttempt(let number, let count):
      self.init(
        .notFound, id: "tidak ada pengajuan ke-\(number); ada \(count)",
        en: "there is no attempt \(number); there are \(count)")
    case .otherLive(let number):
      self.init(
        .conflict, id: "pengajuan ke-\(number) masih berjalan: tunggu jawaban atau batalkan dahulu",
        en: "attempt \(number) is still live: await its answer or cancel it first")
    case .noDestination:
      self.init(
        .syntax, id: "perlu \(option: "TO"): tujuan", en: "needs \(option: "TO"): a destination")
    case .inactiveDestination:
      self.init(
        .conflict, id: "fasilitas tujuan tidak beroperasi",
        en: "the destination is not operating")
    case .notUrgent:
      self.init(
        .conflict,
        id: "hanya rujukan stat atau gawat darurat boleh berangkat sebelum dijawab; naikkan dengan "
          + "\(verb: "PRIORITY")",
        en:
          "only a stat referral or an emergency may leave before the answer; raise it with \(verb: "PRIORITY")"
      )
    case .samePriority(let priority):
      self.init(
        .conflict, id: "prioritasnya sudah \(priority.rawValue)",
        en: "its priority is \(priority.rawValue) already")
    case .stillOpen(let items):
      let words = items.map(\.phrase)
      self.init(
        .conflict,
        id:
          "masih terbuka: \(words.map(\.id).joined(separator: "; ")). Selesaikan dahulu, atau tutup "
          + "dengan \(option: "WITHOPEN") (dicatat)",
        en: "still open: \(words.map(\.en).joined(separator: "; ")). Finish them, or close it "
          + "with \(option: "WITHOPEN") (which is recorded)")
    case .alreadyAnswered:
      self.init(.conflict, id: "fasilitas sudah menjawab", en: "the facility has answered already")
    case .over(let ending):
      self.init(
        .conflict, id: "rujukan sudah berakhir: \(ending.phrase.id)",
        en: "the referral is over: \(ending.phrase.en)")
    case .reportsBelongTo(let code):
      self.init(
        .conflict, id: "laporan dicatat pada kasus \(code.text)",
        en: "reports are kept with the case \(code.text)")
    case .invalid(let field):
      self.init(.syntax, field.phrase)
    case .tooMany(let limit):
      self.init(
        .limit, id: "satu rujukan memuat paling banyak \(limit)",
        en: "one referral holds at most \(limit)")
    }
  }

  /// An option is missing; where the table of verbs lists its values, so does the sentence.
  static func needed(_ option: String, _ verb: String) -> CaseFailure {
    let spec = CommandTable.referring.first { $0.name == verb }?.options
      .first { $0.name == option }
    let allowed: [String] =
      switch spec?.values.first?.kind {
      case .choice(let words), .choices(let words): words
      default: []
      }
    let list = allowed.joined(separator: ", ")
    let values = DoorPhrase(
      id: list.isEmpty ? "" : "; yang boleh: \(list)", en: list.isEmpty ? "" : "; allowed: \(list)")
    return CaseFailure(
      .syntax, id: "\(verb: verb) perlu \(option: option)\(values.id)",
      en: "\(verb: verb) needs \(option: option)\(values.en)")
  }

  /// Why a time that was typed behind an option is not read.
  public static func time(_ option: String, _ error: TimeTextError) -> CaseFailure {
    CaseFailure(
      .syntax, id: "\(option: option): \(Language.indonesian.fault(error))",
      en: "\(option: option): \(Language.english.fault(error))")
  }
}
