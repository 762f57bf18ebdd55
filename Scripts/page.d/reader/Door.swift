// What the page calls to have a text read. Bytes go in through one buffer, JSON comes out of another.

nonisolated(unsafe) var buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)
/// The last answer, UTF-8.
nonisolated(unsafe) var answer: [UInt8] = []
nonisolated(unsafe) var borderBytes: [UInt8] = []
/// The tables that are here, by name.
nonisolated(unsafe) var parts: [String: [UInt8]] = [:]
/// Reads coordinates, and everything once the names of places are here.
nonisolated(unsafe) var locator: Locator?
nonisolated(unsafe) var hasPlaces = false

/// Makes room for so many bytes and tells where.
@_expose(wasm, "room")
@_cdecl("room")
public func room(_ count: Int32) -> UnsafeMutablePointer<UInt8>? {
  if buffer.count < Int(count) {
    buffer.deallocate()
    buffer = .allocate(capacity: Int(count))
  }
  return buffer.baseAddress
}

/// Where the last answer begins.
@_expose(wasm, "words")
@_cdecl("words")
public func words() -> UnsafePointer<UInt8>? { answer.withUnsafeBufferPointer { $0.baseAddress } }

/// Takes the table of borders from the buffer.
@_expose(wasm, "borders")
@_cdecl("borders")
public func borders(_ count: Int32) -> Int32 {
  borderBytes = Array(buffer[..<Int(count)])
  return 0
}

/// Takes the tables of provinces and kabupaten from the buffer, behind the borders; 0, or −1 when they are
/// broken.
@_expose(wasm, "areas")
@_cdecl("areas")
public func areas(_ count: Int32) -> Int32 { take(count) }

/// Takes the tables of kecamatan, villages, towns and sites from the buffer; 0, or −1 when they are broken.
@_expose(wasm, "places")
@_cdecl("places")
public func places(_ count: Int32) -> Int32 {
  let answer = take(count)
  hasPlaces = answer == 0
  return answer
}

private func take(_ count: Int32) -> Int32 {
  for (name, bytes) in FileParts.split(buffer[..<Int(count)]) { parts[name] = bytes }
  do {
    locator = try Tables.locator(parts, borders: borderBytes)
    return 0
  } catch {
    return -1
  }
}

/// Reads the text in the buffer.
///
/// - Parameters:
///   - count: Its bytes.
///   - english: 1 for English.
///   - emergency: 1 where an ambiguous name inside one kabupaten is answered for each of its readings.
///   - day: Today, days since 1970.
/// - Returns: Bytes of the answer.
@_expose(wasm, "read")
@_cdecl("read")
public func read(_ count: Int32, _ english: Int32, _ emergency: Int32, _ day: Int32) -> Int32 {
  let text = String(decoding: buffer[..<Int(count)], as: UTF8.self)
  let reader = TextReader(
    language: english == 1 ? .english : .indonesian, isEmergency: emergency == 1,
    day: CivilDate(daysSince1970: Int(day)))
  answer = Array(reader.answer(text).utf8)
  return Int32(answer.count)
}
