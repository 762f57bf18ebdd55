import Referrals
import Application
import Sealing
import Storage

/// What a check of the store found, in words.
enum IntegrityReportText {
  /// The most problems of one kind that are written out.
  private static let longest = 20

  /// One problem, naming the event or referral.
  static func sentence(_ problem: VerifyProblem) -> String {
    switch problem {
    case .pages(let text): return "SQLite: " + Failures.safe(text)
    case .danglingRows(let count):
      return say(
        id: "\(count) baris merujuk ke baris yang tidak ada",
        en: "\(count) rows refer to rows that are not there")
    case .missingEvents(let numbers):
      return say(
        id: "kejadian \(numbers.lowerBound)–\(numbers.upperBound) hilang dari catatan",
        en: "events \(numbers.lowerBound)–\(numbers.upperBound) are missing from the log")
    case .changedEvent(let number):
      return say(id: "isi kejadian \(number) diubah", en: "the body of event \(number) was changed")
    case .emptiedEvent(let number):
      return say(
        id: "kejadian \(number) kehilangan isinya", en: "event \(number) has lost its body")
    case .brokenChain(let number):
      return say(
        id: "rantai putus di kejadian \(number): kejadian itu atau yang sebelumnya diubah",
        en: "the chain is broken at event \(number): it or the one before was changed")
    case .unfoldable(let code):
      return say(
        id: "\(code.text): kejadiannya tidak membentuk rujukan",
        en: "\(code.text): its events make no referral")
    case .invariant(let code, let invariant):
      return say(
        id: "\(code.text): aturan \(invariant.rawValue) tidak terpenuhi",
        en: "\(code.text): the invariant \(invariant.rawValue) does not hold")
    case .rowDiffers(let code):
      return say(
        id: "\(code.text): keadaannya berbeda dari kejadiannya",
        en: "\(code.text): its state differs from its events")
    case .attemptsDiffer(let code):
      return say(
        id: "\(code.text): pengajuannya berbeda dari kejadiannya",
        en: "\(code.text): its attempts differ from its events")
    case .unopenedField(let code):
      return say(
        id: "\(code.text): data pribadi tidak terbuka dengan kunci ini",
        en: "\(code.text): personal data does not open with these keys")
    case .missingField(let code):
      return say(
        id: "\(code.text): data pribadi yang dicatat hilang atau diganti yang lama",
        en: "\(code.text): recorded personal data is missing or an older one was put back")
    case .unreadableRow(let table, let row):
      return say(
        id: "baris \(Failures.safe(row)) di tabel \(table) tidak terbaca",
        en: "row \(Failures.safe(row)) of table \(table) cannot be read")
    case .foreignSchema(let what):
      return say(
        id: "bentuk berkas diubah: \(Failures.safe(what))",
        en: "the shape of the file was changed: \(Failures.safe(what))")
    case .missingAccesses(let numbers):
      return say(
        id: "catatan akses \(numbers.lowerBound)–\(numbers.upperBound) hilang",
        en: "entries \(numbers.lowerBound)–\(numbers.upperBound) of the access log are missing")
    case .brokenAccesses(let number):
      return say(
        id: "catatan akses diubah pada nomor \(number) atau sebelumnya",
        en: "the access log was changed at entry \(number) or before")
    case .forgedToken(let id):
      return say(
        id: "token \(Failures.safe(id)) tidak dibuat atau diubah oleh program ini; tidak berlaku",
        en: "token \(Failures.safe(id)) was not made, or was changed, by this program; not valid")
    case .changedTokens:
      return say(
        id: "daftar token bukan yang terakhir dicatat",
        en: "the tokens are not those that were last noted")
    case .behindHead(let head):
      return say(
        id: "berkas kekurangan yang sudah pernah ada: \(head.line)",
        en: "the file lacks what it once held: \(head.line)")
    case .unreadableHead:
      return say(
        id: "berkas .head tidak bertanda tangan kunci ini",
        en: "the .head file is not signed with these keys")
    }
  }

  /// Several problems; a long list is cut and says so.
  static func sentences(_ problems: [VerifyProblem]) -> String {
    var sentences = problems.prefix(longest).map(sentence)
    if problems.count > longest {
      let rest = problems.count - longest
      sentences.append(say(id: "dan \(rest) lagi", en: "and \(rest) more"))
    }
    if problems.contains(.brokenChain(event: 1)) {
      sentences.append(
        say(
          id: "bila semuanya putus, berkas kunci mungkin milik basis data lain",
          en: "if all of it is broken, the key file may be that of another database"))
    }
    return sentences.joined(separator: "; ")
  }
}
