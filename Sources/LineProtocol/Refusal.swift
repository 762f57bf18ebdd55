public import Formats

/// Why bytes are not a request.
public enum Refusal: Hashable, Sendable {
  /// A line above `RequestFramer.maximumLineLength`.
  case lineTooLong
  /// A control character; `at` counts bytes of the line or word from 1.
  case controlByte(UInt8, at: Int)
  /// Bytes that are not UTF-8.
  case invalidUTF8
  /// A quote that is never closed.
  case openQuote(at: Int)
  /// Something other than a space right after a closing quote.
  case textBehindQuote(at: Int)
  /// A backslash in a quoted word before something other than `"` or `\`.
  case unknownEscape(at: Int)
  /// The request line or a header of HTTP.
  case http
  /// `*` without a sensible count.
  case badArrayCount
  /// More words than `RequestFramer.maximumWords`.
  case tooManyWords
  /// A word of an array without `$length`.
  case badBulkLength
  /// A word of an array that does not end where its length says.
  case unendedBulk
  /// More bytes in an array than `RequestFramer.maximumLineLength`.
  case arrayTooLong

  /// The code of the error reply.
  public var code: ErrorCode {
    switch self {
    case .lineTooLong, .tooManyWords, .arrayTooLong: .limit
    default: .syntax
    }
  }

  /// What was wrong, where, and what is allowed.
  public var phrase: Phrase {
    let length = RequestFramer.maximumLineLength
    switch self {
    case .lineTooLong:
      return Phrase(
        id: "baris permintaan lebih dari \(length) byte; baris itu dibuang",
        en: "request line of more than \(length) bytes; it was thrown away")
    case .controlByte(let byte, let at):
      let hex = (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16)
      return Phrase(
        id: "karakter kendali \(hex) pada byte ke-\(at); kirim teks UTF-8",
        en: "control character \(hex) at byte \(at); send UTF-8 text")
    case .invalidUTF8:
      return Phrase(id: "bukan UTF-8 yang sah", en: "not valid UTF-8")
    case .openQuote(let at):
      return Phrase(
        id: "tanda kutip pada byte ke-\(at) tidak ditutup",
        en: "the quote at byte \(at) is not closed")
    case .textBehindQuote(let at):
      return Phrase(
        id: "harus ada spasi setelah tanda kutip penutup (byte ke-\(at))",
        en: "a space must follow the closing quote (byte \(at))")
    case .unknownEscape(let at):
      return Phrase(
        id: #"garis miring terbalik pada byte ke-\#(at): yang boleh hanya \" dan \\"#,
        en: #"backslash at byte \#(at): only \" and \\ are allowed"#)
    case .http:
      return Phrase(
        id: "ini bukan server HTTP; sambungan ditutup",
        en: "this is no HTTP server; the connection is closed")
    case .badArrayCount:
      return Phrase(
        id: "setelah * harus ada jumlah kata dan CR LF; sambungan ditutup",
        en: "* must be followed by a count of words and CR LF; the connection is closed")
    case .tooManyWords:
      return Phrase(
        id: "lebih dari \(RequestFramer.maximumWords) kata; sambungan ditutup",
        en: "more than \(RequestFramer.maximumWords) words; the connection is closed")
    case .badBulkLength:
      return Phrase(
        id: "kata dalam larik harus diawali $panjang dan CR LF; sambungan ditutup",
        en: "a word of an array begins with $length and CR LF; the connection is closed")
    case .unendedBulk:
      return Phrase(
        id: "kata dalam larik tidak berakhir dengan CR LF sesuai panjangnya; sambungan ditutup",
        en:
          "a word of an array does not end in CR LF where its length says; the connection is closed"
      )
    case .arrayTooLong:
      return Phrase(
        id: "larik lebih dari \(length) byte; sambungan ditutup",
        en: "array of more than \(length) bytes; the connection is closed")
    }
  }
}
