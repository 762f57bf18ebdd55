import Referrals
import Storage

/// What a check of the store found, in words.
enum VaultWords {
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
        id: "\(code.text): upayanya berbeda dari kejadiannya",
        en: "\(code.text): its attempts differ from its events")
    case .unopenedField(let code):
      return say(
        id: "\(code.text): data pribadi tidak terbuka dengan kunci ini",
        en: "\(code.text): personal data does not open with these keys")
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
