public import Application
internal import Facilities
internal import Formats
public import Referrals

extension ReferralServiceError {
  /// Why the use case refused.
  public var phrase: DoorPhrase {
    switch self {
    case .notAuthenticated:
      return DoorPhrase(
        id: "token salah, kedaluwarsa atau dicabut",
        en: "the token is wrong, expired or revoked")
    case .slowDown(let until):
      let time = until.iso8601()
      return DoorPhrase(
        id: "terlalu banyak tebakan; tunggu sampai \(time)",
        en: "too many guesses; wait until \(time)")
    case .quota(let until):
      let time = until.iso8601()
      return DoorPhrase(
        id: "kuota token ini habis; lanjutkan sesudah \(time). Gawat darurat tetap dilayani",
        en:
          "this token has used its quota; go on after \(time). Emergencies are served all the same"
      )
    case .unknownBranch(let name, let near):
      let shown = ForeignText.shown(name)
      let (id, en) =
        near.map { ("; maksud Anda “\($0)”?", "; did you mean “\($0)”?") }
        ?? ("; lihat plkk branch list", "; see plkk branch list")
      return DoorPhrase(
        id: "cabang “\(shown)” tidak terdaftar\(id)",
        en: "the branch “\(shown)” is not registered\(en)")
    case .badScope(let role):
      let (id, en) =
        switch role {
        case .officer: ("satu cabang, misalnya BJM", "one branch, such as BJM")
        case .supervisor:
          (
            "1 sampai \(Tokens.mostBranches) cabang dipisah koma, misalnya BJM,PLK",
            "1 to \(Tokens.mostBranches) branches with commas between, such as BJM,PLK"
          )
        case .facility:
          ("satu id fasilitas, misalnya PLKK-63-097", "one facility id, such as PLKK-63-097")
        case .auditor, .administrator: ("tanpa wewenang khusus", "no scope")
        }
      return DoorPhrase(
        id: "wewenang tidak sah untuk peran \(role.rawValue); yang boleh: \(id)",
        en: "the scope does not fit the role \(role.rawValue); allowed: \(en)")
    case .notAccepted:
      return DoorPhrase(
        id: "baru boleh setelah rujukan diterima", en: "only after the referral was accepted")
    case .notPermitted(let role, let action):
      return DoorPhrase(
        id: "peran \(role.rawValue) tidak boleh \(action), atau rujukan ini bukan wewenangnya",
        en: "the role \(role.rawValue) may not \(action), or this referral is not in its scope")
    case .code(let fault): return fault.phrase
    case .store(let error): return error.phrase
    case .notSent:
      return DoorPhrase(
        id: "belum ada pengajuan yang dikirim; kirim dahulu (\(act: .send))",
        en: "no attempt was sent yet; send first (\(act: .send))")
    }
  }
}

extension ReferralCode.Fault {
  /// Why what was typed is no code.
  public var phrase: DoorPhrase {
    switch self {
    case .length(let count):
      return DoorPhrase(
        id: "kode rujukan punya 9 huruf atau angka seperti K7FD-3QWX-K; ini \(count)",
        en: "a referral code has 9 letters or digits such as K7FD-3QWX-K; this has \(count)")
    case .character(let place):
      return DoorPhrase(
        id:
          "huruf ke-\(place) tidak dipakai dalam kode rujukan (tanpa U; I, L dibaca 1, O dibaca 0)",
        en: "character \(place) is not used in referral codes (no U; I, L read as 1, O as 0)")
    case .check:
      return DoorPhrase(
        id: "kode rujukan salah ketik: huruf periksanya tidak cocok; periksa lagi",
        en: "the referral code is mistyped: its check character does not fit; look again")
    }
  }
}

extension ReferringError {
  /// Why a use case of referring did nothing.
  public var phrase: DoorPhrase {
    switch self {
    case .referralService(let error): return error.phrase
    case .locate(let error):
      return DoorPhrase(
        id: "\(Language.indonesian.locating(error))", en: "\(Language.english.locating(error))")
    case .missing(let parameter, let act):
      let words = parameter.words(for: act).joined(separator: ", ")
      let allowed: (id: String, en: String) =
        words.isEmpty ? ("", "") : ("; yang boleh: \(words)", "; allowed: \(words)")
      return DoorPhrase(
        id: "\(act: act) perlu \(value: parameter)\(allowed.id)",
        en: "\(act: act) needs \(value: parameter)\(allowed.en)")
    case .time(let parameter, let error):
      return DoorPhrase(
        id: "\(value: parameter): \(Language.indonesian.fault(error))",
        en: "\(value: parameter): \(Language.english.fault(error))")
    case .personalLength(let field):
      return DoorPhrase(
        id: "\(value: .personal(field)) harus 1 sampai \(field.longest) byte",
        en: "\(value: .personal(field)) must have 1 to \(field.longest) bytes")
    case .criteriaWithNone:
      return DoorPhrase(
        id: "\(value: .emergency): tidak-ada tidak bisa bersama kriteria",
        en: "\(value: .emergency): none goes with no criterion")
    case .doubledBasis:
      return DoorPhrase(
        id: "\(value: .formerBasis) adalah nama lama \(value: .lawfulBasis): tulis salah satu",
        en: "\(value: .formerBasis) is the former name of \(value: .lawfulBasis): give one of them")
    case .regionUnknown(let act):
      return DoorPhrase(
        id:
          "\(act: act) perlu wilayah kejadian: \(value: .position) di Kalimantan, atau \(value: .region)",
        en:
          "\(act: act) needs the region of the accident: \(value: .position) in Kalimantan, or \(value: .region)"
      )
    case .badCursor:
      return DoorPhrase(
        id: "\(value: .after): tempat itu tidak terbaca; salin dari jawaban sebelumnya",
        en: "\(value: .after): that place is unreadable; copy it from the answer before")
    case .ambiguousAttempt(let numbers):
      let list = numbers.map(String.init).joined(separator: ", ")
      return DoorPhrase(
        id: "ada beberapa pengajuan yang cocok (\(list)): tulis \(value: .attempt)",
        en: "several attempts fit (\(list)): give \(value: .attempt)")
    case .noAttempt:
      return DoorPhrase(
        id: "rujukan ini belum diajukan ke mana pun: kirim dahulu (\(act: .send))",
        en: "this referral has no attempt yet: send first (\(act: .send))")
    case .noOrigin(let act):
      return DoorPhrase(
        id:
          "\(act: act) \(value: .destination) AUTO perlu posisi: tulis \(value: .position) atau \(value: .near)",
        en:
          "\(act: act) \(value: .destination) AUTO needs a position: give \(value: .position) or \(value: .near)"
      )
    case .noCandidate: return ReferralAdvisory.noCandidate.phrase
    case .areaTooWide(let share): return share.refusal
    }
  }
}

extension AreaShare {
  /// Why a name does not stand for its area well enough to send by it, with who is nearest from where.
  fileprivate var refusal: DoorPhrase {
    let why = sentence ?? Phrase(id: "", en: "")
    let site = "\(nearest.name) [\(nearest.id)]"
    return DoorPhrase(
      id: """
        tidak dikirim. Dari titik yang dipakai untuk nama itu yang terdekat \(site) (\(same) desa). \
        \(why.id) Atau pilih tujuannya dengan \(value: .destination) id.
        """,
      en: """
        not sent. From the point that stands for that name the nearest is \(site) (\(same) villages). \
        \(why.en) Or choose the destination with \(value: .destination) id.
        """)
  }
}
