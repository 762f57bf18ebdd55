public import Formats

/// First word of an error reply: a client branches on it, a person reads the rest of the line.
public enum ErrorCode: String, CaseIterable, Hashable, Sendable {
  /// Syntax: an unknown verb, option or value, a word too many or too few.
  case syntax = "ERR"
  /// The position or place could not be read, is ambiguous or is not known.
  case badPosition = "BADPOS"
  /// No such facility, region or record.
  case notFound = "NOTFOUND"
  /// The verb needs a token first.
  case noAuthentication = "NOAUTH"
  /// The token does not permit it.
  case noPermission = "NOPERM"
  /// The state of the record forbids it.
  case conflict = "CONFLICT"
  /// A limit of the server was hit; the text names it.
  case limit = "LIMIT"
  /// The server is full or stopping: try again later.
  case busy = "BUSY"
  /// `EXEC` of requests of which one was refused: none was carried out.
  case aborted = "EXECABORT"
  /// `HELLO` asked for a protocol version that is not spoken.
  case noProtocol = "NOPROTO"
  /// A fault of the server, logged there.
  case internalFault = "INTERNAL"

  /// What it means, for the protocol page.
  public var meaning: Phrase {
    switch self {
    case .syntax:
      Phrase(
        id: "kata kerja, opsi atau nilai tidak dikenal; kata kurang atau berlebih",
        en: "unknown verb, option or value; a word too many or too few")
    case .badPosition:
      Phrase(
        id: "posisi atau tempat tidak terbaca, bermakna ganda, atau tidak dikenal",
        en: "the position or place is unreadable, ambiguous or unknown")
    case .notFound:
      Phrase(id: "fasilitas atau wilayah tidak ada", en: "no such facility or region")
    case .noAuthentication:
      Phrase(
        id: "perlu AUTH dahulu, atau token salah", en: "AUTH is needed first, or the token is wrong"
      )
    case .noPermission:
      Phrase(id: "token tidak mengizinkannya", en: "the token does not permit it")
    case .conflict:
      Phrase(id: "keadaan catatan melarangnya", en: "the state of the record forbids it")
    case .limit:
      Phrase(
        id: "batas server tercapai; teksnya menyebut batas itu",
        en: "a limit of the server was hit; the text names it")
    case .busy:
      Phrase(
        id: "server penuh atau sedang berhenti; coba lagi nanti",
        en: "the server is full or stopping; try again later")
    case .aborted:
      Phrase(
        id: "satu permintaan setelah MULTI ditolak; tidak satu pun dikerjakan",
        en: "a request behind MULTI was refused; none was carried out")
    case .noProtocol:
      Phrase(
        id: "versi protokol pada HELLO tidak dilayani",
        en: "the protocol version of HELLO is not spoken")
    case .internalFault:
      Phrase(
        id: "gangguan pada server, tercatat di sana", en: "a fault of the server, logged there")
    }
  }
}

/// Language of the texts for people on a connection; machine fields do not depend on it.
public typealias ReplyLanguage = Language
