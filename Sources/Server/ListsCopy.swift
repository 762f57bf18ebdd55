import Serving
import Foundation
import Formats
import LineProtocol

/// The stored lists and corrections as one file, which other machines copy to answer by themselves.
///
/// The file is made at the first request, and stays the same for this edition of the list: few
/// servers are ever copied, and a file of 100,000 rows is not made for nothing at each change.
public struct ListsCopy: Sendable {
  /// The file and its SHA-256 in hexadecimal digits, both empty where nothing was imported.
  public typealias File = (bytes: [UInt8], hash: String)

  /// A file that is made once, however many ask for it at once; they wait for it without holding a thread.
  private actor Kept {
    private var file: File?
    private let make: @Sendable () throws -> File

    init(_ make: @escaping @Sendable () throws -> File) { self.make = make }

    func get() throws -> File {
      let made = try file ?? make()
      file = made
      return made
    }
  }

  private let kept: Kept
  /// SHA-256 of the embedded tables: where a copying machine has others, its answers may differ.
  public let seeds: String

  /// How many bytes of the file one reply carries.
  static let pieceBytes = 96 << 10

  /// Puts them together.
  public init(seeds: String = "", file: @escaping @Sendable () throws -> File = { ([], "") }) {
    kept = Kept(file)
    self.seeds = seeds
  }

  /// The reply to `LISTS`.
  func reply(
    _ parsed: ParsedCommand, edition: DirectoryVersion, _ language: ReplyLanguage
  ) async -> Reply {
    guard let (bytes, hash) = try? await kept.get() else {
      return .error(.internalFault, Self.unreadable.text(language))
    }
    let pieces = (bytes.count + Self.pieceBytes - 1) / Self.pieceBytes
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
    // A piece of another edition would make a file that was never stored.
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

  private static let unreadable = Phrase(
    id: "berkas daftar tidak dapat disalin sekarang; coba lagi",
    en: "the file of lists cannot be copied now; try again")
  private static let empty = Phrase(
    id: "tidak ada daftar yang dimasukkan di sini; yang tertanam yang dilayani",
    en: "no list was taken in here; the embedded one is served")
}
