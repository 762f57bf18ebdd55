// What the Embedded library for this target lacks and the sources of the reader use.

/// A lock where there is one thread: only a box.
struct Mutex<Value>: @unchecked Sendable {
  private final class Box {
    var value: Value
    init(_ value: Value) { self.value = value }
  }
  private let box: Box

  init(_ value: Value) { box = Box(value) }

  func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result { try body(&box.value) }
}

/// Searching bytes: the texts that these are asked of are compared byte by byte elsewhere too.
extension StringProtocol {
  func contains(_ other: some StringProtocol) -> Bool {
    let text = Array(utf8)
    let part = Array(other.utf8)
    guard let first = part.first, text.count >= part.count else { return part.isEmpty }
    for start in 0...(text.count - part.count) where text[start] == first {
      if text[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }

  func replacing(_ part: String, with other: String) -> String {
    let text = Array(utf8)
    let part = Array(part.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < text.count {
      if !part.isEmpty, place + part.count <= text.count,
        text[place..<(place + part.count)].elementsEqual(part)
      {
        result += Array(other.utf8)
        place += part.count
      } else {
        result.append(text[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
