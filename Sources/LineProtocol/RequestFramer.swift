import Glibc

/// Cuts a stream of bytes into requests.
///
/// Two forms are read, distinguished by the first byte of a request:
/// - a line of words ended by LF or CR LF;
/// - a RESP2 array of bulk strings (`*2\r\n$4\r\nSHOW\r\n$11\r\nPLKK-63-097\r\n`), as Redis clients send.
///
/// The caller keeps the bytes that are not used yet and shows all of them again with more after
/// them; the framer remembers how far it has looked, so that a request that comes drop by drop is
/// scanned once. Lengths are checked here, on every request, however it arrives. What is not ended
/// when the stream ends is never a request.
///
/// For example:
///
///     var framer = RequestFramer()
///     var verbs: [String] = []
///     bytes.withUnsafeBytes { bytes in
///       var rest = bytes[...]
///       while case .request(let consumed) = framer.next(in: UnsafeRawBufferPointer(rebasing: rest)) {
///         let request = framer.request(in: UnsafeRawBufferPointer(rebasing: rest))
///         verbs.append(request.text(0))
///         rest = rest.dropFirst(consumed)
///       }
///     }
///
/// - Complexity: O(bytes) over the life of a stream. Memory: the places of a request's words, and
///   for lines with quotes a copy of the line; none of it is copied or counted for a request.
public struct RequestFramer: ~Copyable {
  /// What a look at the bytes gave.
  public enum Step: Equatable {
    /// No complete request; more bytes are needed.
    ///
    /// `discard` bytes from the front may be forgotten already (the middle of a line that is too long).
    case incomplete(discard: Int)
    /// A request, to be read with `request(in:)` before the next step; it used this many bytes.
    case request(consumed: Int)
    /// An empty line or array: not answered.
    case blank(consumed: Int)
    /// Not a request; answered with an error, and the connection goes on.
    case refused(Refusal, consumed: Int)
    /// Not a request, and what follows cannot be trusted: answered with an error, then closed.
    case broken(Refusal)
  }

  /// The longest line in bytes, its end not counted; also the most bytes in all words of an array.
  public static let maximumLineLength = 4096
  /// The most words in a request.
  ///
  /// A line of 4,096 bytes cannot hold more than 2,048.
  public static let maximumWords = 2048

  /// How far the front request has been scanned without finding its end.
  private var scanned = 0
  /// Whether the rest of a line that is too long is being thrown away.
  private var isDiscarding = false
  private var array = ArrayProgress()
  /// Places of the words of the request that was found last.
  private var places = UnsafeMutablePointer<Request.Word>.allocate(capacity: 16)
  private var placeCapacity = 16
  private var placeCount = 0
  /// Words of a line with quotes, after their escapes were resolved; as long as the longest line.
  private var unescaped: UnsafeMutableRawBufferPointer?
  private var unescapedCount = 0
  private var usesUnescaped = false
  /// Whether the request that was found last is an array.
  private var isArray = false

  /// Starts at the beginning of a stream.
  public init() {}

  deinit {
    places.deallocate()
    unescaped?.deallocate()
  }

  /// Looks for the next request.
  ///
  /// - Parameter bytes: All bytes not consumed yet. After `incomplete(discard:)` the same bytes less
  ///   the discarded ones, with more after them.
  /// - Returns: What was found, with the number of bytes to discard.
  public mutating func next(in bytes: UnsafeRawBufferPointer) -> Step {
    guard let first = bytes.first else { return .incomplete(discard: 0) }
    if array.isOpen || (first == UInt8(ascii: "*") && !isDiscarding && scanned == 0) {
      return nextArray(in: bytes)
    }
    return nextLine(in: bytes)
  }

  /// The words of the request that `next` just found.
  ///
  /// - Parameter bytes: The same bytes that `next` was given.
  /// - Returns: The request; it borrows `bytes` and is valid until the next step.
  public func request(in bytes: UnsafeRawBufferPointer) -> Request {
    var base = bytes
    if usesUnescaped, let unescaped { base = UnsafeRawBufferPointer(unescaped) }
    return Request(base: base, places: places, isArray: isArray, count: placeCount)
  }

  private mutating func add(_ start: Int, _ end: Int, isQuoted: Bool = false) {
    if placeCount == placeCapacity {
      let more = UnsafeMutablePointer<Request.Word>.allocate(capacity: 2 * placeCapacity)
      more.moveInitialize(from: places, count: placeCount)
      places.deallocate()
      places = more
      placeCapacity *= 2
    }
    let word = Request.Word(start: Int32(start), end: Int32(end), isQuoted: isQuoted)
    (places + placeCount).initialize(to: word)
    placeCount += 1
  }

  // MARK: Lines

  private mutating func nextLine(in bytes: UnsafeRawBufferPointer) -> Step {
    guard let end = Self.newline(in: bytes, from: scanned) else {
      if isDiscarding { return .incomplete(discard: bytes.count) }
      // A line of the full length may still be followed by CR LF.
      guard bytes.count >= Self.maximumLineLength + 2 else {
        scanned = bytes.count
        return .incomplete(discard: 0)
      }
      isDiscarding = true
      scanned = 0
      return .refused(.lineTooLong, consumed: bytes.count)
    }
    scanned = 0
    if isDiscarding {
      isDiscarding = false
      return .blank(consumed: end + 1)
    }
    let length = end > 0 && bytes[end - 1] == 0x0d ? end - 1 : end
    guard length <= Self.maximumLineLength else { return .refused(.lineTooLong, consumed: end + 1) }
    let line = UnsafeRawBufferPointer(rebasing: bytes[0..<length])
    if let refusal = split(line) {
      return refusal == .http ? .broken(refusal) : .refused(refusal, consumed: end + 1)
    }
    return placeCount == 0 ? .blank(consumed: end + 1) : .request(consumed: end + 1)
  }

  private static func newline(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, 0x0a, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Splits a line into words; returns why it cannot be.
  private mutating func split(_ line: UnsafeRawBufferPointer) -> Refusal? {
    placeCount = 0
    usesUnescaped = false
    isArray = false
    var high: UInt8 = 0
    var at = 0
    while at < line.count {
      var byte = line[at]
      if byte == 0x20 || byte == 0x09 {
        at += 1
        continue
      }
      // Quotes are rare; from the first one on the slow way is taken for the whole line.
      if byte == UInt8(ascii: "\"") { return splitQuoted(line) }
      let start = at
      repeat {
        if byte < 0x20 || byte == 0x7f { return .controlByte(byte, at: at + 1) }
        high |= byte
        at += 1
        guard at < line.count else { break }
        byte = line[at]
      } while byte != 0x20 && byte != 0x09
      add(start, at)
    }
    if high >= 0x80, !UTF8Check.isValid(line) { return .invalidUTF8 }
    if placeCount > 0,
      HTTPCheck.isHTTP(Request(base: line, places: places, isArray: false, count: placeCount))
    {
      return .http
    }
    return nil
  }

  /// Splits a line that holds a quoted word, into `unescaped`.
  private mutating func splitQuoted(_ line: UnsafeRawBufferPointer) -> Refusal? {
    placeCount = 0
    usesUnescaped = true
    unescapedCount = 0
    if unescaped == nil {
      unescaped = .allocate(byteCount: Self.maximumLineLength, alignment: 1)
    }
    var at = 0
    while at < line.count {
      if line[at] == 0x20 || line[at] == 0x09 {
        at += 1
        continue
      }
      let start = unescapedCount
      let isQuoted = line[at] == UInt8(ascii: "\"")
      if isQuoted {
        if let refusal = unquote(line, &at) { return refusal }
      } else {
        while at < line.count, line[at] != 0x20, line[at] != 0x09 {
          if line[at] < 0x20 || line[at] == 0x7f { return .controlByte(line[at], at: at + 1) }
          keep(line[at])
          at += 1
        }
      }
      add(start, unescapedCount, isQuoted: isQuoted)
    }
    guard let unescaped else { return nil }
    let all = UnsafeRawBufferPointer(rebasing: unescaped[..<unescapedCount])
    return UTF8Check.isValid(all) ? nil : .invalidUTF8
  }

  /// Appends a byte; a line without its quotes is never longer than with them.
  private mutating func keep(_ byte: UInt8) {
    unescaped?[unescapedCount] = byte
    unescapedCount += 1
  }

  /// Appends the quoted word at `at`, which moves past the closing quote.
  private mutating func unquote(_ line: UnsafeRawBufferPointer, _ at: inout Int) -> Refusal? {
    let opening = at
    at += 1
    while at < line.count {
      let byte = line[at]
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        guard at == line.count || line[at] == 0x20 || line[at] == 0x09 else {
          return .textBehindQuote(at: at + 1)
        }
        return nil
      case UInt8(ascii: "\\"):
        guard at + 1 < line.count else { return .openQuote(at: opening + 1) }
        let escaped = line[at + 1]
        guard escaped == UInt8(ascii: "\"") || escaped == UInt8(ascii: "\\") else {
          return .unknownEscape(at: at + 1)
        }
        keep(escaped)
        at += 2
      case 0x09:
        // A cell pasted between quotation marks.
        keep(0x20)
        at += 1
      case 0..<0x20, 0x7f:
        return .controlByte(byte, at: at + 1)
      default:
        keep(byte)
        at += 1
      }
    }
    return .openQuote(at: opening + 1)
  }

  // MARK: Arrays of bulk strings

  /// How far an array has been read.
  private struct ArrayProgress {
    var isOpen = false
    /// Where the next part begins.
    var cursor = 0
    /// Words still to come; meaningful when `hasCount`.
    var remaining = 0
    var hasCount = false
    /// Length of the word whose bytes are awaited, or nil while its length is.
    var length: Int?
    /// Bytes in all words so far.
    var total = 0
  }

  /// Digits and sign of a count or length, and CR LF: more is no sensible number.
  private static let maximumHeader = 12

  private mutating func nextArray(in bytes: UnsafeRawBufferPointer) -> Step {
    if !array.isOpen {
      array = ArrayProgress()
      array.isOpen = true
      placeCount = 0
      usesUnescaped = false
      isArray = true
    }
    while true {
      if let length = array.length {
        guard bytes.count >= array.cursor + length + 2 else { return .incomplete(discard: 0) }
        let end = array.cursor + length
        guard bytes[end] == 0x0d, bytes[end + 1] == 0x0a else { return broken(.unendedBulk) }
        add(array.cursor, end)
        array.length = nil
        array.cursor = end + 2
        array.remaining -= 1
      } else if array.hasCount, array.remaining == 0 {
        let consumed = array.cursor
        array = ArrayProgress()
        guard placeCount > 0 else { return .blank(consumed: consumed) }
        if let refusal = checkWords(in: bytes) { return .refused(refusal, consumed: consumed) }
        return .request(consumed: consumed)
      } else {
        let marker = array.hasCount ? UInt8(ascii: "$") : UInt8(ascii: "*")
        switch header(in: bytes, marker: marker) {
        case .incomplete: return .incomplete(discard: 0)
        case .wrong: return broken(array.hasCount ? .badBulkLength : .badArrayCount)
        case .number(let number):
          if let refusal = accept(number) { return broken(refusal) }
        }
      }
    }
  }

  /// Takes the count of the array or the length of its next word.
  private mutating func accept(_ number: Int) -> Refusal? {
    if array.hasCount {
      guard number >= 0 else { return .badBulkLength }
      array.total += number
      guard array.total <= Self.maximumLineLength else { return .arrayTooLong }
      array.length = number
    } else {
      // A null array (-1) is as empty as an empty one.
      guard number >= -1 else { return .badArrayCount }
      guard number <= Self.maximumWords else { return .tooManyWords }
      array.hasCount = true
      array.remaining = max(number, 0)
    }
    return nil
  }

  private enum Header {
    case incomplete
    case wrong
    case number(Int)
  }

  /// Reads `MARKER digits CR LF` at the cursor and moves past it.
  private mutating func header(in bytes: UnsafeRawBufferPointer, marker: UInt8) -> Header {
    var at = array.cursor
    guard at < bytes.count else { return .incomplete }
    guard bytes[at] == marker else { return .wrong }
    at += 1
    var number = 0
    var isNegative = false
    var digits = 0
    while true {
      guard at < bytes.count else { return .incomplete }
      guard at - array.cursor <= Self.maximumHeader else { return .wrong }
      let byte = bytes[at]
      if byte == 0x0d { break }
      if byte == UInt8(ascii: "-"), digits == 0, !isNegative {
        isNegative = true
      } else if (0x30...0x39).contains(byte) {
        number = number * 10 + Int(byte - 0x30)
        digits += 1
      } else {
        return .wrong
      }
      at += 1
    }
    guard digits > 0 else { return .wrong }
    guard at + 1 < bytes.count else { return .incomplete }
    guard bytes[at + 1] == 0x0a else { return .wrong }
    array.cursor = at + 2
    return .number(isNegative ? -number : number)
  }

  /// Verbs whose words are a position.
  private static let positionVerbs: [StaticString] = ["NEAREST", "WITHIN", "LOCATE", "EMERGENCY"]

  /// Control characters and UTF-8 in the words of an array.
  private func checkWords(in bytes: UnsafeRawBufferPointer) -> Refusal? {
    let request = Request(base: bytes, places: places, isArray: true, count: placeCount)
    // These give back what they are given, whatever it is.
    if request.isWord(0, "ECHO") || request.isWord(0, "PING") { return nil }
    // A pasted position has line breaks and tabs, which its reader takes for blanks.
    let isPasted = Self.positionVerbs.contains { request.isWord(0, $0) }
    for number in 0..<placeCount {
      let place = places[number]
      var high: UInt8 = 0
      for at in Int(place.start)..<Int(place.end) {
        let byte = bytes[at]
        if byte < 0x20 || byte == 0x7f {
          if isPasted, number > 0, byte == 0x09 || byte == 0x0a || byte == 0x0d { continue }
          return .controlByte(byte, at: at - Int(place.start) + 1)
        }
        high |= byte
      }
      let word = UnsafeRawBufferPointer(rebasing: bytes[Int(place.start)..<Int(place.end)])
      if high >= 0x80, !UTF8Check.isValid(word) { return .invalidUTF8 }
    }
    return nil
  }

  private mutating func broken(_ refusal: Refusal) -> Step {
    array = ArrayProgress()
    return .broken(refusal)
  }
}
