import Serving
import Foundation
import Formats
import LineProtocol

/// The stored lists and corrections as one file, which other machines copy to answer by themselves.
public struct ListsCopy: Sendable {
  /// The file; empty where nothing was taken in.
  public let bytes: [UInt8]
  /// Its SHA-256, in hexadecimal digits.
  public let hash: String
  /// SHA-256 of the embedded tables: where a copying machine has others, its answers may differ.
  public let seeds: String

  /// How many bytes of the file one reply carries.
  static let pieceBytes = 96 << 10

  /// Puts them together.
  public init(bytes: [UInt8] = [], hash: String = "", seeds: String = "") {
    self.bytes = bytes
    self.hash = hash
    self.seeds = seeds
  }

  private var pieces: Int { (bytes.count + Self.pieceBytes - 1) / Self.pieceBytes }

  /// The reply to `LISTS`.
  func reply(_ parsed: ParsedCommand, edition: ListEdition, _ language: ReplyLanguage) -> Reply {
    guard let part = parsed.arguments["PART"] else {
      return .lines(
        [
          "version:\(edition.version)", "day:\(edition.day)", "bytes:\(bytes.count)",
          "sha256:\(hash)", "parts:\(pieces)", "seeds:\(seeds)",
        ].map(Reply.text))
    }
    guard let number = Int(part), (0..<pieces).contains(number) else {
      let phrase = Phrase(
        id: "PART harus 0 sampai \(pieces - 1)", en: "PART must be 0 to \(pieces - 1)")
      return .error(.notFound, pieces == 0 ? Self.empty.text(language) : phrase.text(language))
    }
    // A piece of another edition would make a file that nobody stored.
    guard parsed.arguments["SHA256"] == hash else {
      let phrase = Phrase(
        id: "daftar sudah berganti, atau SHA256 tidak disebut; mulai lagi dengan LISTS",
        en: "the lists have changed, or SHA256 is not said; begin again with LISTS")
      return .error(.conflict, phrase.text(language))
    }
    let start = number * Self.pieceBytes
    let piece = bytes[start..<min(start + Self.pieceBytes, bytes.count)]
    return .text(Data(piece).base64EncodedString())
  }

  private static let empty = Phrase(
    id: "tidak ada daftar yang dimasukkan di sini; yang tertanam yang dilayani",
    en: "no list was taken in here; the embedded one is served")
}
